"""The chats in a member's hands, told to whoever is about to put them out of the shop."""

from django.utils.translation import gettext, ngettext

from conversations.models import Conversation, SessionState


def chats_in_hand(shop_id: int, member_id: int) -> str:
    """How many chats the member holds, and what becomes of them."""
    count = Conversation.objects.filter(
        shop_id=shop_id, owner_id=member_id, state=SessionState.ACTIVE
    ).count()
    if count == 0:
        return gettext("手上没有接待中的会话。")
    return ngettext(
        "手上还有 %(count)s 个接待中的会话：买家照样能写，要主管或店长接走，不会自动换人。",
        "手上还有 %(count)s 个接待中的会话：买家照样能写，要主管或店长接走，不会自动换人。",
        count,
    ) % {"count": count}
