"""Work of this app that nobody waits for."""

from celery import shared_task

from conversations.actions.blocking import lift_ended_blocks
from conversations.actions.finishing_many import finish_idle
from conversations.actions.keeping_script_files import erase_unused_script_files
from conversations.actions.looking import forget_old_looks
from conversations.actions.sealing_wishes import forget_wishes
from conversations.actions.snoozing import wake_snoozed
from conversations.actions.sweeping import sweep
from conversations.actions.sweeping_files import delete_erased_bytes, erase_due_files
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.shops import shop_ids
from helpdesk.commerce.policy_rules import RECEIVER_MONTHS
from helpdesk.commerce.retention import months_before
from helpdesk.kernel import clock
from helpdesk.kernel.sweeping import attempt, for_each


@shared_task  # type: ignore[untyped-decorator]
def purge_looks() -> None:
    """Pages looked at more than 30 days ago are forgotten."""
    forget_old_looks()


@shared_task  # type: ignore[untyped-decorator]
def sweep_routing() -> None:
    """Chats, rests, absences and peak times that are due."""
    sweep()


@shared_task  # type: ignore[untyped-decorator]
def sweep_chats() -> None:
    """What is due: chats put off until now, blocks that end, receptions that fell silent."""
    attempt("chats put off", wake_snoozed)
    attempt("blocks that end", lift_ended_blocks)
    attempt("idle chats", finish_idle)


@shared_task  # type: ignore[untyped-decorator]
def purge_wishes() -> None:
    """What buyers wanted changed about addresses goes when the orders' receivers would."""
    for_each(shop_ids(), _purge_wishes, name="the wishes of shop")


def _purge_wishes(shop_id: int) -> None:
    months = value_of(shop_id, RECEIVER_MONTHS)
    forget_wishes(shop_id=shop_id, before=months_before(clock.now(), months))


@shared_task  # type: ignore[untyped-decorator]
def sweep_files() -> None:
    """Uploads never sent, files taken back, and those whose time is over."""
    for_each(shop_ids(), lambda one: erase_due_files(shop_id=one), name="files of shop")
    attempt("bytes of files", delete_erased_bytes)
    unused = "unused files of scripts of shop"
    for_each(shop_ids(), lambda one: erase_unused_script_files(shop_id=one), name=unused)
