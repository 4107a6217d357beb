"""Work of this app that nobody waits for."""

from celery import shared_task

from conversations.actions.blocking import lift_ended_blocks
from conversations.actions.finishing_many import finish_idle
from conversations.actions.looking import forget_old_looks
from conversations.actions.snoozing import wake_snoozed


@shared_task  # type: ignore[untyped-decorator]
def purge_looks() -> None:
    """Pages looked at more than 30 days ago are forgotten."""
    forget_old_looks()


@shared_task  # type: ignore[untyped-decorator]
def sweep_chats() -> None:
    """What is due: chats put off until now, blocks that end, receptions that fell silent."""
    wake_snoozed()
    lift_ended_blocks()
    finish_idle()
