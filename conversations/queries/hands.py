"""Whether somebody has chats in hand."""

from conversations.models import Conversation, SessionState


def has_chats(shop_id: int, member_id: int) -> bool:
    """At least one."""
    return Conversation.objects.filter(
        shop_id=shop_id, owner_id=member_id, state=SessionState.ACTIVE
    ).exists()
