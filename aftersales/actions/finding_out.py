"""A person says what became of a refund that was under way when its service was disconnected.

Only while no service can be asked, only the owner, only on evidence. What was paid is settled;
what was not paid is owed as before, under the same key: a service that comes back is asked about
the key before anything else, and pays it once. Either word is held against the service's books as
soon as one answers again (`reconciling.py`).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import Held, held_case
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.actions.paying import CLAIM, add_to_refunded
from aftersales.doer import Doer
from aftersales.errors import NeedsOwner, RefundJustTried, RefundNotCut, WordsWrong
from aftersales.evidence import Evidence, checked
from aftersales.gateways.payment_service import is_connected
from aftersales.machine.words import Need, Verb
from aftersales.models import Case, Refund, RefundState
from aftersales.models.refund import LIVE, Channel
from aftersales.queries.cut_off import FINDS_OUT
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now

MET = frozenset({Need.OWNER, Need.CUT})


@transaction.atomic
def found_paid(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    channel: Channel,
    paid_at: datetime,
    reference: str,
    evidence: Sequence[Evidence],
) -> Case:
    """It went, by this way, then, under this number. NeedsOwner, RefundNotCut, RefundJustTried."""
    held, refund, at = _cut(doer, case_id, version, Verb.FOUND_PAID)
    if not refund.made_at.replace(second=0, microsecond=0) <= paid_at <= at:
        raise WordsWrong(field=_("哪天几点退的"), problem=_("要在答应退款之后，也不能在以后"))
    told = Told(reference=checked(reference, str(Need.REFERENCE.label), 64), evidence=evidence)
    by_service = channel is Channel.SERVICE
    refund.state = RefundState.PAID if by_service else RefundState.OUTSIDE
    refund.reference, refund.settled_at, refund.is_said = told.reference, at, True
    refund.save()
    if by_service:
        add_to_refunded(held.order, refund.fen)
    data = {"channel": channel.value, "paid_at": paid_at.isoformat(), "key": str(refund.key)}
    make_move(held=held, doer=doer, verb=Verb.FOUND_PAID, at=at, told=told, met=MET, data=data)
    return held.case


@transaction.atomic
def found_unpaid(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    reason: str,
    evidence: Sequence[Evidence],
) -> Case:
    """It did not go: it is owed again, by whatever way. The same errors."""
    held, refund, at = _cut(doer, case_id, version, Verb.FOUND_UNPAID)
    told = Told(reason=checked(reason, str(Need.REASON.label)), evidence=evidence)
    refund.state, refund.due_at = RefundState.OWED, at
    refund.save(update_fields=["state", "due_at"])
    data = {"key": str(refund.key)}
    make_move(held=held, doer=doer, verb=Verb.FOUND_UNPAID, at=at, told=told, met=MET, data=data)
    return held.case


def _cut(
    doer: Doer, case_id: int, version: int | None, verb: Verb
) -> tuple[Held, Refund, datetime]:
    """Case and refund, locked, if there is something to find out and it is this one's to say."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    row_for(held, doer, verb)
    if not allows(doer.role, FINDS_OUT):
        raise NeedsOwner()
    if is_connected():
        raise RefundNotCut(why=_("支付渠道接着，系统自己会问"))
    refund = (
        Refund.objects.select_for_update(no_key=True)
        .filter(shop_id=doer.shop_id, case=held.case, state__in=LIVE)
        .get()
    )
    if refund.state != RefundState.SENT:
        raise RefundNotCut(why=_("它没在支付渠道那边，或者刚有人查实没退"))
    at = now()
    if refund.tried_at is not None and at - refund.tried_at < CLAIM:
        raise RefundJustTried()
    return held, refund, at
