"""What became of the addresses that buyers were asked about, for the panel beside the chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.address_change import Change
from conversations.card_wishes import opened_wish
from conversations.models import Card, CardKind, CardState, Conversation
from helpdesk.commerce.order_parts import OrderPart
from helpdesk.kernel.sealing import Unreadable

TEMPLATE = "desk/_asked_address.html"
SEEN = (CardState.WAITING, CardState.RIGHT, CardState.CHANGE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A card and what its buyer wants changed; None where no key opens it."""

    card: Card
    change: Change | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Of one order: every wish that nobody has seen to, and how the newest question stands."""

    wishes: Sequence["Wish"]
    newest: Card | None


def address_parts(shop_id: int, order_ids: Sequence[int]) -> dict[int, OrderPart]:
    """What is to be seen of each order's address, newest first; one query for all of them."""
    cards = (
        Card.objects.filter(
            shop_id=shop_id, order_id__in=order_ids, kind=CardKind.ADDRESS, state__in=SEEN
        )
        .order_by("-asked_at", "-seq")
        .select_related("handled_by__user")
    )
    by_order: dict[int, list[Card]] = {}
    for card in cards:
        if card.order_id is not None:
            by_order.setdefault(card.order_id, []).append(card)
    return {order: OrderPart(TEMPLATE, _asked(found)) for order, found in by_order.items()}


def _asked(cards: Sequence[Card]) -> Asked:
    wishes = [Wish(card, _opened(card)) for card in cards if card.is_wish]
    return Asked(wishes, None if cards[0].is_wish else cards[0])


def _opened(card: Card) -> Change | None:
    try:
        return opened_wish(card)
    except Unreadable:
        return None


def changes_asked(conversation: Conversation) -> list[Card]:
    """What the buyer of this thread wants changed and nobody has seen to, newest first."""
    return list(
        Card.objects.filter(
            shop_id=conversation.shop_id,
            conversation_id=conversation.pk,
            state=CardState.CHANGE,
            handled_at__isnull=True,
        )
        .select_related("order")
        .order_by("-seq")
    )
