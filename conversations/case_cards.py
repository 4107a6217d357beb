"""What the app of after-sales cases gives to the chat: what a case's card says, and whether the
buyer of an order may apply by themselves. Registered from its ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from helpdesk.commerce.models import Order
from helpdesk.realtime.shapes import CaseCardShape


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as a card: whose order, by what its page names it, and what both sides read."""

    order_id: int
    key: UUID
    body: CaseCardShape


@dataclass(frozen=True, slots=True)
class CaseCards:
    """``compose`` takes shop and case; ``may_apply`` an order."""

    compose: Callable[[int, int], CaseCard]
    may_apply: Callable[[Order], bool]


_registered: list[CaseCards] = []


def register_case_cards(cards: CaseCards) -> None:
    """Once at start."""
    _registered[:] = [cards]


def case_cards() -> CaseCards:
    """What was registered."""
    return _registered[0]
