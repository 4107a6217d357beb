"""Give a running deadline another end: a person's decision, with a reason, on record.

The rules of a shop move no running deadline by themselves; nor does a holiday added afterwards.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.access import held_case
from aftersales.actions.following import follow
from aftersales.actions.moving import seen
from aftersales.doer import Doer
from aftersales.errors import DeadlineGone, DeadlineWrong, Lacking
from aftersales.evidence import checked
from aftersales.law import NO_REASON_DAYS
from aftersales.machine.timers import near_before
from aftersales.machine.words import Need, Timer, Who
from aftersales.models import Deadline, DeadlineState
from helpdesk.accounts.audit import record
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish

LONGEST = timedelta(days=60)


@transaction.atomic
def move_deadline(
    *, doer: Doer, case_id: int, version: int | None = None, due_at: datetime, reason: str
) -> Deadline:
    """Let what runs end at another moment; never later than the law lets money wait."""
    if doer.who is not Who.STAFF or not allows(doer.role, "cases.deadline"):
        raise NotAllowed()
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    reason = checked(reason, str(Need.REASON.label), 300)
    if not reason:
        raise Lacking(verb=_("改期限"), needs=Need.REASON.label)
    running = Deadline.objects.filter(
        shop_id=doer.shop_id, case=held.case, state=DeadlineState.RUNNING
    ).first()
    if running is None:
        raise DeadlineGone()
    at = now()
    latest = at + LONGEST
    if running.timer == Timer.CONFIRM:
        latest = running.started_at + timedelta(days=NO_REASON_DAYS)
    if not at < due_at <= latest:
        late = due_at > latest
        raise DeadlineWrong(
            problem=_("太晚了，法律或店规不允许") if late else _("那时已经过了"),
            latest=f"{timezone.localtime(latest):%Y-%m-%d %H:%M}",
        )
    running.state, running.ended_at = DeadlineState.MOVED, at
    running.save(update_fields=["state", "ended_at"])
    moved = Deadline.objects.create(
        shop_id=running.shop_id,
        case_id=running.case_id,
        timer=running.timer,
        state=DeadlineState.RUNNING,
        started_at=running.started_at,
        due_at=due_at,
        near_at=near_before(at, due_at),
        rule=running.rule,
        value=running.value,
        source=reason,
        policy_id=running.policy_id,
        effective_from=at,
        moved_by_id=doer.member_id,
        acts=running.acts,
    )
    follow(case=held.case, doer=doer, outcome=reason, at=at)
    record(
        shop_id=doer.shop_id,
        actor=doer.user,
        verb="case.deadline_moved",
        target=held.case,
        data={
            "target": str(held.case),
            "reason": reason,
            "before": running.due_at.isoformat(),
            "after": due_at.isoformat(),
        },
    )
    publish(doer.shop_id, OrderChanged(order=held.case.order_id, buyer=held.case.buyer_id))
    return moved
