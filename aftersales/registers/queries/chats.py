"""The chat of a buyer, to go to from a register."""

from conversations.models import Conversation


def chat_of(shop_id: int, buyer_id: int | None) -> int | None:
    """Its number, or None where the buyer never wrote."""
    if buyer_id is None:
        return None
    rows = Conversation.objects.filter(shop_id=shop_id, buyer_id=buyer_id).order_by("-last_at")
    found: int | None = rows.values_list("pk", flat=True).first()
    return found
