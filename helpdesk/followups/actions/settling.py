"""A follow-up ends: done, with what came of it, or dropped, with why."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.followups.access import check_own, check_unchanged, locked_followups
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.actions.making import Owed, no_more_reminders, write_owed
from helpdesk.followups.chaining import steps_of
from helpdesk.followups.errors import ChecksLeft, KeptBySource, OutcomeMissing
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.models.followup import OUTCOME_LENGTH
from helpdesk.followups.titles import title_said
from helpdesk.kernel import clock
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked
from helpdesk.kernel.text import is_storable, listed


@transaction.atomic
def do_followup(
    *, actor: Membership, followup_id: int, version: int, outcome: str
) -> FollowUp | None:
    """Done; the next link of its chain, which begins now, or None.

    Two at once: the second reads who was faster (FollowUpEnded, FollowUpChanged). NotYours,
    KeptBySource, ChecksLeft, OutcomeMissing.
    """
    row = one_locked(actor=actor, followup_id=followup_id, version=version)
    check_by_hand(row)
    left = [one["words"] for one in row.checks if one["by"] is None]
    if left:
        raise ChecksLeft(count=len(left), words=listed(left[:3]))
    outcome = checked_words(outcome, _("做的结果"))
    end_row(row, FollowUpState.DONE, outcome)
    write_change(row, actor=actor, verb="followup.done", data={"outcome": outcome})
    return spawn_next(row, actor=actor)


@transaction.atomic
def drop_followup(*, actor: Membership, followup_id: int, version: int, reason: str) -> None:
    """Not to be done, and why; what would have come next does not."""
    row = one_locked(actor=actor, followup_id=followup_id, version=version)
    check_by_hand(row)
    reason = checked_words(reason, _("为什么不做"))
    end_row(row, FollowUpState.DROPPED, reason)
    write_change(row, actor=actor, verb="followup.dropped", data={"outcome": reason})


@transaction.atomic
def end_by_machine(*, followup_id: int, shop_id: int, outcome: str) -> bool:
    """What the data shows to be done needs nobody to say so; whether it was still open."""
    row = locked(FollowUp.objects.filter(shop_id=shop_id, pk=followup_id)).first()
    if row is None or not row.is_open:
        return False
    end_row(row, FollowUpState.DONE, outcome[:OUTCOME_LENGTH])
    write_change(row, actor=None, verb="followup.done", data={"outcome": row.outcome})
    spawn_next(row, actor=None)
    return True


def one_locked(*, actor: Membership, followup_id: int, version: int) -> FollowUp:
    """The row for a deed: locked, as the person has seen it, and theirs to change."""
    row = locked_followups(membership=actor, ids=[followup_id]).get(followup_id)
    if row is None:
        raise NotFound()
    check_own(actor, row)
    check_unchanged(row, version)
    return row


def check_by_hand(row: FollowUp) -> None:
    """Pass what people settle; KeptBySource for what ends with what it is about."""
    if kind_named(row.kind).is_kept:
        raise KeptBySource(title=title_said(row.kind, row.title))


def checked_words(words: str, what: str) -> str:
    """A sentence that somebody reads later; OutcomeMissing."""
    words = " ".join(words.split())
    if not words or len(words) > OUTCOME_LENGTH or not is_storable(words):
        raise OutcomeMissing(what=what)
    return words


def spawn_next(row: FollowUp, *, actor: Membership | None) -> FollowUp | None:
    """The next link, of the same owner and about the same, in the transaction that ended this."""
    steps = steps_of(row.next_steps)
    if not steps and (again := kind_named(row.kind).again(row)) is not None:
        steps = [again]
    if not steps:
        return None
    first, rest = steps[0], steps[1:]
    moment = clock.now()
    owed = Owed(
        kind=first.kind,
        title=first.title,
        because=first.because,
        due_at=moment + timedelta(minutes=first.minutes),
        owner_id=row.owner_id,
        group=row.group,
        money_fen=row.money_at_risk_fen,
        conversation=row.conversation,
        order_id=row.order_id,
        buyer_id=row.buyer_id,
        source_kind=row.source_kind,
        source_id=row.source_id,
        next_steps=rest,
    )
    return write_owed(shop_id=row.shop_id, actor=actor, owed=owed, moment=moment, previous=row)


def end_row(row: FollowUp, state: FollowUpState, outcome: str) -> None:
    """It is over, and nobody is reminded any more; the caller writes the change."""
    row.state, row.outcome, row.ended_at = state, outcome, clock.now()
    no_more_reminders(row)
