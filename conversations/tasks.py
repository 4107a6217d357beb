"""Work of this app that nobody waits for."""

from celery import shared_task

from conversations.actions.looking import forget_old_looks


@shared_task  # type: ignore[untyped-decorator]
def purge_looks() -> None:
    """Pages looked at more than 30 days ago are forgotten."""
    forget_old_looks()
