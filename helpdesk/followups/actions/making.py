"""Something is owed from now on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import policies_of
from helpdesk.followups import chaining
from helpdesk.followups.actions.announcing import announce
from helpdesk.followups.errors import FollowUpWrong
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp, FollowUpTemplate, Reminder, ReminderState
from helpdesk.followups.models.followup import BECAUSE_LENGTH, TITLE_LENGTH
from helpdesk.followups.policy_rules import IMPORTANT_YUAN, REMINDERS, URGENT_MINUTES
from helpdesk.followups.reminding import reminder_times
from helpdesk.followups.weighing import Weight, Weights, overridden, weigh
from helpdesk.kernel import clock
from helpdesk.kernel.text import is_storable

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be done. ``once`` names it, so that asking twice gives the one that is there;
    ``due_at`` left out is the kind's span from now."""

    kind: str
    title: str
    due_at: datetime | None = None
    starts_at: datetime | None = None
    because: str = ""
    owner_id: int | None = None
    group: int | None = None
    for_role: str = ""
    money_fen: int = 0
    conversation: int | None = None
    order_id: int | None = None
    buyer_id: int | None = None
    source_kind: str = ""
    source_id: int | None = None
    once: str | None = None
    next_steps: list[chaining.Step] = field(default_factory=list)


@transaction.atomic
def make_followup(*, shop_id: int, actor: Membership | None, owed: Owed) -> FollowUp:
    """Write it down with its reminders; ``actor`` None is the machine. FollowUpWrong."""
    return write_owed(shop_id=shop_id, actor=actor, owed=owed, moment=clock.now())


def write_owed(
    *,
    shop_id: int,
    actor: Membership | None,
    owed: Owed,
    moment: datetime,
    template: FollowUpTemplate | None = None,
    previous: FollowUp | None = None,
) -> FollowUp:
    """The same inside the caller's transaction; the machine's own may be overdue already."""
    if owed.once is not None:
        there = FollowUp.objects.filter(shop_id=shop_id, once=owed.once).first()
        if there is not None:
            return there
    starts = owed.starts_at or moment
    due = owed.due_at or starts + kind_named(owed.kind).span
    title = owed.title.strip()
    if not title or len(title) > TITLE_LENGTH or not chaining.fits(owed.next_steps):
        raise FollowUpWrong()
    if not is_storable(title + owed.because):
        raise FollowUpWrong()
    if due <= starts or due - moment > LONGEST or (actor is not None and due <= moment):
        raise FollowUpWrong()
    row = FollowUp(
        shop_id=shop_id,
        kind=owed.kind,
        title=title,
        because=owed.because.strip()[:BECAUSE_LENGTH],
        owner_id=owed.owner_id,
        group=owed.group,
        for_role=owed.for_role,
        starts_at=starts,
        due_at=due,
        money_at_risk_fen=owed.money_fen,
        conversation=owed.conversation,
        order_id=owed.order_id,
        buyer_id=owed.buyer_id,
        source_kind=owed.source_kind,
        source_id=owed.source_id,
        once=owed.once,
        next_steps=[step.as_json() for step in owed.next_steps],
        previous=previous,
        template=template,
        checks=[{"words": words, "by": None} for words in (template.checks if template else ())],
        changed_by=actor,
        changed_at=moment,
    )
    weigh_row(row)
    row.save()
    owe_reminders(row, after=moment)
    announce(row, actor=actor, verb="followup.made", data={"due": clock.iso(due)})
    return row


def weigh_row(row: FollowUp) -> None:
    """Urgency and importance by the shop's rules, and by what a person has said."""
    rules = policies_of(row.shop_id)
    by_rule: Weight = weigh(
        starts_at=row.starts_at,
        due_at=row.due_at,
        money_fen=row.money_at_risk_fen,
        kind_is_important=kind_named(row.kind).is_important
        or (row.template is not None and row.template.is_important),
        weights=Weights(rules[URGENT_MINUTES], rules[IMPORTANT_YUAN] * 100),
    )
    weight = overridden(
        by_rule,
        starts_at=row.starts_at,
        urgent=row.urgent_said,
        important=row.important_said,
    )
    row.urgent_from, row.is_important = weight.urgent_from, weight.is_important


def owe_reminders(row: FollowUp, *, after: datetime) -> None:
    """The reminders of its span, as rows; those that were needless meanwhile are owed again."""
    times = reminder_times(
        starts_at=row.starts_at,
        due_at=row.due_at,
        percentages=policies_of(row.shop_id)[REMINDERS],
        after=after,
    )
    Reminder.objects.bulk_create(
        [
            Reminder(
                shop_id=row.shop_id,
                followup=row,
                percent=percent,
                of_due_at=row.due_at,
                due_at=at,
            )
            for percent, at in times
        ],
        ignore_conflicts=True,
    )
    row.reminders.filter(
        of_due_at=row.due_at, state=ReminderState.NEEDLESS, due_at__gt=after
    ).update(state=ReminderState.WAITING)


def no_more_reminders(row: FollowUp) -> None:
    """What was not told yet needs no telling."""
    row.reminders.filter(state__in=[ReminderState.WAITING, ReminderState.FAILED]).update(
        state=ReminderState.NEEDLESS
    )
