"""What a night brought to a shop's chats."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from conversations.models import Conversation
from helpdesk.accounts.models import Membership
from helpdesk.followups.night import Brought


def chats_since(membership: Membership, since: datetime) -> list[Brought]:
    """Buyers who wrote meanwhile and still wait for a person's answer."""
    waiting = Conversation.objects.filter(
        shop_id=membership.shop_id, unanswered_since__gte=since
    ).count()
    if not waiting:
        return []
    words = ngettext("%(n)s 位买家来过，还没有人答", "%(n)s 位买家来过，还没有人答", waiting)
    return [Brought(words % {"n": waiting}, reverse("desk"))]
