"""A duty of a shop's own is written down, and written anew."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.queries.shops import zone_of
from helpdesk.followups.access import locked_template
from helpdesk.followups.actions.handing import receiver_of
from helpdesk.followups.errors import DutyChanged, DutyEnded, DutyWrong
from helpdesk.followups.models import FollowUp, FollowUpTemplate
from helpdesk.followups.models.followup import BECAUSE_LENGTH, TITLE_LENGTH
from helpdesk.followups.models.template import CHECK_LENGTH, MOST_CHECKS
from helpdesk.followups.own_kinds import DUTY, SHIFT_CHECK
from helpdesk.followups.rhythm import Every, Rhythm
from helpdesk.followups.rhythm_words import rhythm_said
from helpdesk.followups.titles import title_said
from helpdesk.kernel import clock
from helpdesk.kernel.text import is_storable

LONGEST_LEAD = 14 * 24 * 60
"""Minutes: nothing is on the radar longer than two weeks before it is due."""


@dataclass(frozen=True, slots=True)
class Duty:
    """All that somebody says of one. ``lead_minutes``: so long before it appears, to be done."""

    title: str
    every: Every
    at: time
    lead_minutes: int
    because: str = ""
    weekday: int = 0
    day: int = 1
    member_id: int | None = None
    group: int | None = None
    is_important: bool = False
    at_start: bool = False
    checks: list[str] = field(default_factory=list)

    def rhythm(self, zone: ZoneInfo) -> Rhythm:
        return Rhythm(self.every, self.at, zone, self.weekday, self.day)


@transaction.atomic
def create_duty(*, actor: Membership, duty: Duty) -> FollowUpTemplate:
    """It comes from its next time on. DutyWrong, ReceiverUnknown."""
    require(actor, "followups.arrange")
    row = FollowUpTemplate(shop_id=actor.shop_id)
    _write(row, actor, duty, after=clock.now())
    _record(actor, row, "followup.duty_made", duty)
    return row


@transaction.atomic
def change_duty(
    *, actor: Membership, template_id: int, version: int, duty: Duty
) -> FollowUpTemplate:
    """Otherwise from its next time on; what it has made stays as it is. A day that it was made
    for gets no second one. DutyChanged, DutyEnded, DutyWrong, ReceiverUnknown."""
    row = locked_template(membership=actor, template_id=template_id)
    if row.ended_at is not None:
        raise DutyEnded(title=title_said(row.kind, row.title))
    if row.version != version:
        raise DutyChanged(title=title_said(row.kind, row.title))
    row.version += 1
    _write(row, actor, duty, after=max(clock.now(), _made_until(row, zone_of(actor.shop_id))))
    _record(actor, row, "followup.duty_changed", duty)
    return row


def _write(row: FollowUpTemplate, actor: Membership, duty: Duty, *, after: datetime) -> None:
    _check(duty)
    if duty.member_id is not None or duty.group is not None:
        receiver_of(actor.shop_id, duty.member_id, duty.group)
    row.kind = SHIFT_CHECK if duty.at_start else DUTY
    row.title, row.because = duty.title.strip(), duty.because.strip()
    row.owner_id, row.group = duty.member_id, duty.group
    row.every, row.weekday, row.day = duty.every.value, duty.weekday, duty.day
    row.at, row.lead_minutes = duty.at, duty.lead_minutes
    row.is_important, row.checks = duty.is_important, duty.checks
    row.failures, row.problem = 0, ""
    row.next_due_at = duty.rhythm(zone_of(actor.shop_id)).first_after(after)
    row.next_at = row.next_due_at - timedelta(minutes=row.lead_minutes)
    row.save()


def _check(duty: Duty) -> None:
    fits = (
        0 < len(duty.title.strip()) <= TITLE_LENGTH
        and len(duty.because.strip()) <= BECAUSE_LENGTH
        and 0 <= duty.weekday <= 6
        and 1 <= duty.day <= 31
        and 1 <= duty.lead_minutes <= LONGEST_LEAD
        and len(duty.checks) <= MOST_CHECKS
        and all(0 < len(words) <= CHECK_LENGTH for words in duty.checks)
        and is_storable("".join((duty.title, duty.because, *duty.checks)))
    )
    if not fits:
        raise DutyWrong()


def _made_until(row: FollowUpTemplate, zone: ZoneInfo) -> datetime:
    """The end of the last day that it was made for."""
    made = FollowUp.objects.filter(shop_id=row.shop_id, template=row).order_by("-due_at")
    last = made.values_list("due_at", flat=True).first()
    if last is None:
        return clock.now()
    day = last.astimezone(zone).date()
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)


def _record(actor: Membership, row: FollowUpTemplate, verb: str, duty: Duty) -> None:
    said = rhythm_said(every=duty.every, weekday=duty.weekday, day=duty.day, at=duty.at)
    record(
        shop_id=row.shop_id,
        actor=actor.user,
        verb=verb,
        target=row,
        data={"target": row.title, "rhythm": said},
    )
