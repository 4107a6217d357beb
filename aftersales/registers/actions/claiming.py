"""A parcel that was signed for and is not there: the buyer is paid by the law, and the courier
is asked for the money."""

from datetime import timedelta

from django.utils.translation import gettext as _

from aftersales.access import Held
from aftersales.machine.words import State
from aftersales.reasons import CLAIM
from aftersales.registers import titles
from aftersales.registers.policy_rules import CLAIM_HOURS
from aftersales.registers.returns import CASE, COURIER_CLAIM
from helpdesk.accounts.policies import value_of
from helpdesk.followups.actions.making import Owed, write_owed
from helpdesk.followups.actions.settling_sources import settle_source
from helpdesk.followups.chaining import Step
from helpdesk.kernel import clock

TWO_DAYS = 2 * 24 * 60


def claim_when_lost(*, held: Held, before: str) -> None:
    """A case that has just become lost owes a claim; one that was found owes none any more. Paying
    the buyer does not end it: the money is still the courier's to give."""
    case = held.case
    if case.state == State.RETURN_LOST and before != State.RETURN_LOST:
        _owe_claim(held)
    elif before == State.RETURN_LOST and case.state == State.WAIT_SELLER_CONFIRM:
        settle_source(
            shop_id=case.shop_id,
            actor=None,
            source_kind=CASE,
            source_id=case.pk,
            outcome=_("退件找到了，不用索赔"),
            kind=COURIER_CLAIM,
        )


def _owe_claim(held: Held) -> None:
    case, moment = held.case, clock.now()
    hours: int = value_of(case.shop_id, CLAIM_HOURS)
    waybill = case.return_waybill or "—"
    owed = Owed(
        kind=COURIER_CLAIM,
        title=str(titles.CLAIM) % {"waybill": waybill},
        because=str(CLAIM) % {"case": case},
        due_at=moment + timedelta(hours=hours),
        money_fen=case.amount_fen,
        order_id=case.order_id,
        buyer_id=case.buyer_id,
        source_kind=CASE,
        source_id=case.pk,
        once=f"{COURIER_CLAIM}:{case.pk}:{case.version}",
        next_steps=[Step(COURIER_CLAIM, str(titles.CLAIMED), TWO_DAYS)],
    )
    write_owed(shop_id=case.shop_id, actor=None, owed=owed, moment=moment)
