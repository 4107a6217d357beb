"""Which shop a thread is in: for a link that was followed in another of one's own shops."""

from collections.abc import Sequence

from conversations.models import Conversation


def shop_of_conversation(shop_ids: Sequence[int], conversation_id: int) -> int | None:
    """Which of the shops has this conversation."""
    rows = Conversation.objects.filter(shop_id__in=shop_ids, pk=conversation_id)
    return rows.values_list("shop_id", flat=True).first()
