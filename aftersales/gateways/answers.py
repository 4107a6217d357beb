"""What a payment service says about a refund, and what a gateway to one has to offer. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Said(StrEnum):
    """The outcome of asking, in our words."""

    PAID = "paid"  # the money has left
    REFUSED = "refused"  # for good: this key will never be paid
    PENDING = "pending"  # known there, not decided yet
    UNKNOWN = "unknown"  # never heard of this key
    NO_ANSWER = "no_answer"  # too late, broken, or away: it may have been heard or not


@dataclass(frozen=True, slots=True)
class Answer:
    """``fen`` and ``reference`` are the service's; ``problem`` says why not."""

    said: Said
    fen: int = 0
    reference: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One refund as it is told to the service."""

    key: UUID
    shop: str
    order_number: str
    fen: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One refund as the service has it on its books."""

    key: str
    shop: str
    answer: Answer


class RefundGateway(Protocol):
    """A way to a payment service. Never inside a transaction; never raises for the other side."""

    def pay(self, order: Order) -> Answer:
        """Pay once under the key, however often it is asked; the answer is the first one's."""

    def ask(self, key: UUID) -> Answer:
        """What became of a key."""

    def movements(self, since: datetime) -> Iterator[Movement]:
        """All that the service has on its books since then. Raises OSError where it is away."""
