"""What the desk's search finds: orders and buyers, each with the thread that it opens."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversations.models import Conversation
from helpdesk.commerce.queries.finding import (
    MOST,
    FoundBuyer,
    FoundOrder,
    found_buyers,
    found_orders,
)
from helpdesk.commerce.search_words import Sought


@dataclass(frozen=True, slots=True)
class Hit:
    """An order or a buyer; ``conversation`` is None for somebody who never wrote."""

    conversation: int | None
    order: FoundOrder | None = None
    buyer: FoundBuyer | None = None


def hits_of(shop_id: int, sought: Sought) -> list[Hit]:
    """Orders first; what can be opened is told from what cannot."""
    orders, buyers = found_orders(shop_id, sought), found_buyers(shop_id, sought)
    people = {one.buyer_id for one in orders if one.buyer_id is not None}
    threads = _threads(shop_id, people | {one.buyer_id for one in buyers})
    hits = [Hit(threads.get(one.buyer_id or 0), order=one) for one in orders]
    hits += [Hit(threads.get(one.buyer_id), buyer=one) for one in buyers]
    return hits[:MOST]


def _threads(shop_id: int, buyers: Iterable[int]) -> dict[int, int]:
    rows = Conversation.objects.filter(shop_id=shop_id, buyer_id__in=buyers)
    return dict(rows.values_list("buyer_id", "pk"))
