"""Work of this app that nobody waits for."""

from celery import shared_task

from conversations.actions.looking import forget_old_looks
from conversations.actions.sweeping import sweep


@shared_task  # type: ignore[untyped-decorator]
def purge_looks() -> None:
    """Pages looked at more than 30 days ago are forgotten."""
    forget_old_looks()


@shared_task  # type: ignore[untyped-decorator]
def sweep_routing() -> None:
    """Chats, rests, absences and peak times that are due."""
    sweep()
