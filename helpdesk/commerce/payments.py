"""The payments of an order from what is said about them. Pure.

``paid_fen`` is the truth for lists; the payments add up to it. Where only a total is said, the
rows that are known stay as long as they fit into it.
"""

from collections.abc import Sequence
from datetime import datetime

from helpdesk.commerce.order_facts import PaymentFacts


def settled(
    stored: Sequence[PaymentFacts], *, paid_fen: int, paid_at: datetime
) -> tuple[PaymentFacts, ...]:
    """The payments for a total: as stored where they fit, else with the rest as one more.

    One row follows its total wherever it goes. Of several, what is missing is the balance; when
    the total is less than they, only the total is sure.
    """
    if not paid_fen:
        return ()
    have = sum(one.fen for one in stored)
    if len(stored) == 1:
        [only] = stored
        at = paid_at if only.part == "whole" else only.paid_at
        if only.part != "deposit" or have >= paid_fen:
            return (PaymentFacts(paid_fen, at, only.part, only.method, only.reference),)
    if have == paid_fen:
        return tuple(stored)
    if stored and have < paid_fen:
        return (*stored, PaymentFacts(paid_fen - have, paid_at, "balance"))
    return (PaymentFacts(paid_fen, paid_at),)


def in_order(payments: Sequence[PaymentFacts]) -> tuple[PaymentFacts, ...]:
    """By time, as they came in."""
    return tuple(sorted(payments, key=lambda one: (one.paid_at, one.part, one.fen, one.reference)))
