"""A refund that was under way when its payment service was disconnected: nobody can be asked."""

from aftersales.errors import RefundCut, RefundUnderWay
from aftersales.gateways.payment_service import is_connected
from aftersales.models import Refund, RefundState

FINDS_OUT = "refunds.find_out"
"""The right to say what became of one."""


def is_cut(refund: Refund | None) -> bool:
    """Given to a service, no answer, and no service that could be asked."""
    return refund is not None and refund.state == RefundState.SENT and not is_connected()


def may_be_paid(refund: Refund | None) -> RefundUnderWay | None:
    """Why it must not be paid by another way as well; None where no service has it.

    What a person found unpaid is owed again; a service that is there is asked about it first.
    """
    if is_cut(refund):
        return RefundCut()
    if refund is None or refund.settled_at is not None:
        return None
    tried = refund.state == RefundState.SENT or refund.attempts > 0
    return RefundUnderWay() if tried and is_connected() else None
