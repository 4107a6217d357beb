"""What a case waits for that the shop has to do, in each state. Pure.

A state that is not here waits for the buyer, the courier or nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aftersales.machine.words import State, Timer

ANSWER, CONFIRM, LOST = "case_answer", "case_confirm", "case_lost"
SEND, ISSUE, PLATFORM = "case_send", "case_issue", "case_platform"
APPROVAL, PAY, PAY_FAILED = "case_approval", "case_pay", "case_pay_failed"


@dataclass(frozen=True, slots=True)
class Wait:
    """The kind of follow-up, and the timer whose end is its end; without one a rule says when.
    ``stands_still``: it is the buyer's turn, and the shop's time comes back after it."""

    kind: str
    timer: Timer | None
    stands_still: bool = False


WAITS: Mapping[State, Wait] = {
    State.APPLIED: Wait(ANSWER, Timer.ANSWER),
    State.NEGOTIATING: Wait(ANSWER, Timer.ANSWER, stands_still=True),
    State.PLATFORM: Wait(PLATFORM, None),
    State.WAIT_SELLER_CONFIRM: Wait(CONFIRM, Timer.CONFIRM),
    State.RETURN_LOST: Wait(LOST, Timer.CONFIRM),
    State.WAIT_SELLER_RESHIP: Wait(SEND, Timer.RESHIP),
    State.WAIT_SELLER_ISSUE: Wait(ISSUE, Timer.ISSUE),
    State.REFUND_FAILED: Wait(PAY_FAILED, None),
}
"""Besides: `APPROVAL` while somebody asks for one, and `PAY` where no payment service is connected
and people pay by hand."""
