"""What upper apps show with an order beside the chat, registered from ``AppConfig.ready()``.

Commerce knows nothing of chats or cases; who does gives a template and its facts for the orders
on screen, all of them in one query.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class OrderPart:
    """A template, and what it is to show as ``facts``: below the order, or among its buttons."""

    template: str
    facts: Any
    place: Literal["below", "acts"] = "below"


Finder = Callable[[int, Sequence[int]], Mapping[int, OrderPart]]
"""Shop and order ids to the part of each order that has one."""

_finders: list[Finder] = []


def register_order_part(finder: Finder) -> None:
    """Show what this finds with every order, in the order of registering."""
    if finder not in _finders:
        _finders.append(finder)


def parts_of(shop_id: int, order_ids: Sequence[int]) -> dict[int, list[OrderPart]]:
    """The parts of each order that has any."""
    found: dict[int, list[OrderPart]] = {}
    if order_ids:
        for finder in _finders:
            for order_id, part in finder(shop_id, order_ids).items():
                found.setdefault(order_id, []).append(part)
    return found
