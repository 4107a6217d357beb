"""A parcel that was taken for a case by mistake may be taken in again: for whose it is."""

from aftersales.access import Held
from aftersales.doer import Doer
from aftersales.machine.words import State
from aftersales.registers.actions.writing import change_row
from aftersales.registers.models import ReturnedParcel
from helpdesk.accounts.models import Membership
from helpdesk.kernel.locks import locked

BACK_ON_ITS_WAY = (State.IN_RETURN, State.WAIT_BUYER_SHIP)


def unmatch_when_undone(*, held: Held, before: str, doer: Doer) -> None:
    """The rows that were closed with the case are mistakes now; they stay on record with it."""
    case = held.case
    if before != State.WAIT_SELLER_CONFIRM or case.state not in BACK_ON_ITS_WAY:
        return
    actor = Membership.objects.filter(pk=doer.member_id or 0).first()
    rows = ReturnedParcel.objects.filter(
        shop_id=case.shop_id, case=case, is_open=False, is_mistake=False
    )
    for row in locked(rows.order_by("pk")):
        row.is_mistake = True
        change_row(row, actor=actor, verb="unmatched", case=str(case))
