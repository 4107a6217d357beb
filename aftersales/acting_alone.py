"""Whether a deadline's end acts by itself, or waits for a person."""

from aftersales.machine.timers import ANSWER_UNSHIPPED
from aftersales.machine.words import Kind
from aftersales.models import Case, Deadline


def acts_alone(case: Case, deadline: Deadline) -> bool:
    """As the shop had it when the time began, but not where the goods have left meanwhile: a
    refund that was asked for before shipping would give the buyer both. The platform closes it
    there; here a person answers."""
    return deadline.acts and not left_meanwhile(case, deadline)


def left_meanwhile(case: Case, deadline: Deadline) -> bool:
    """Whether the order was shipped after a refund without goods was asked for."""
    asked_before = case.kind == Kind.REFUND and deadline.rule == ANSWER_UNSHIPPED.rule
    return asked_before and case.order.shipped_at is not None
