"""The chats of buyers, to go to from a register."""

from collections.abc import Sequence

from conversations.models import Conversation


def chat_of(shop_id: int, buyer_id: int | None) -> int | None:
    """Its number, or None where the buyer never wrote."""
    return None if buyer_id is None else chats_of(shop_id, [buyer_id]).get(buyer_id)


def chats_of(shop_id: int, buyer_ids: Sequence[int]) -> dict[int, int]:
    """The newest chat of each of these buyers who has one; one query."""
    rows = Conversation.objects.filter(shop_id=shop_id, buyer_id__in=buyer_ids)
    return dict(rows.order_by("last_at").values_list("buyer_id", "pk"))
