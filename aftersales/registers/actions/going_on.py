"""Goods that were here before their case waited for them: it goes on as if they came now.

A parcel may be scanned while the shop still thinks about the case, and is kept for it then. Once
the buyer is to send the goods back, nobody need scan it again: the case moves on by itself, in the
same transaction, and the parcel is settled. The days of the law count from when it was taken in.
"""

from aftersales.access import Held
from aftersales.actions.returning import arrived
from aftersales.doer import Doer, time_of
from aftersales.machine.words import State
from aftersales.registers.actions.checking import settle_checks
from aftersales.registers.actions.taking_in import words_of_taken_in
from aftersales.registers.actions.writing import close_row
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.queries.here_already import kept_for, under_its_waybill
from aftersales.registers.queries.scanning import ARRIVES_FROM
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked


def take_in_what_is_here(*, held: Held, before: str, doer: Doer) -> None:
    """After a move by which the case came to wait for goods; one that was undone waits for others.

    ``doer`` made that move; the machine makes this one, and says who had taken the parcel in.
    """
    case = held.case
    if case.state not in ARRIVES_FROM or before in (case.state, State.WAIT_SELLER_CONFIRM):
        return
    rows = list(locked(kept_for(case)))
    if not rows and (row := locked(under_its_waybill(case)).first()) is not None:
        rows = [row]
    if not rows:
        return
    first, at = rows[0], now()
    arrived(
        held=held,
        doer=time_of(case.shop_id),
        at=at,
        signed=max(first.opened_at, case.opened_at),
        waybill=first.waybill,
        data={"parcel": first.pk, "taken_in_by": _who(first)},
    )
    words = words_of_taken_in(case)
    for row in rows:
        row.case, row.order = case, held.order
        settle_checks(row, actor=None, outcome=words)
        close_row(row, actor=None, outcome=words, case=str(case))


def _who(row: ReturnedParcel) -> str:
    return "" if row.opened_by is None else row.opened_by.user.shown_name
