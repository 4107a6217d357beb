"""What became of the addresses that buyers were asked about, for the panel beside the chat."""

from collections.abc import Sequence

from conversations.models import Card, CardKind, CardState, Conversation
from helpdesk.commerce.order_parts import OrderPart

TEMPLATE = "desk/_asked_address.html"
SEEN = (CardState.WAITING, CardState.RIGHT, CardState.CHANGE)


def address_parts(shop_id: int, order_ids: Sequence[int]) -> dict[int, OrderPart]:
    """The latest question about each order's address that still stands."""
    cards = (
        Card.objects.filter(
            shop_id=shop_id, order_id__in=order_ids, kind=CardKind.ADDRESS, state__in=SEEN
        )
        .order_by("order_id", "-asked_at", "-seq")
        .distinct("order_id")
        .select_related("handled_by__user")
    )
    return {card.order_id: OrderPart(TEMPLATE, card) for card in cards if card.order_id}


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
