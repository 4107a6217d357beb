"""The panel beside a chat: who the buyer is, and how earlier receptions went."""

from typing import Any

from django.db.models import OuterRef, Subquery

from conversations.models import ChatSession, Conversation, Entry, EntryKind
from conversations.queries.trail import ties_of, trail_of
from helpdesk.kernel.text import preview

SESSIONS_SHOWN = 10


def panel_facts(conversation: Conversation) -> dict[str, Any]:
    """``buyer`` and ``sessions`` (newest first), as `templates/desk/_panel.html` shows them."""
    buyer = conversation.buyer
    return {
        "buyer": {
            "name": buyer.name,
            "platform": buyer.platform,
            "platform_letter": buyer.platform_letter,
            "platform_label": buyer.get_platform_display(),
            "region": buyer.region,
            "first_seen": buyer.first_seen,
        },
        "sessions": _sessions(conversation),
        "session_count": conversation.session_number,
        **trail_of(conversation),
        **ties_of(conversation),
    }


def _sessions(conversation: Conversation) -> list[dict[str, Any]]:
    first_words = (
        Entry.objects.filter(
            shop_id=conversation.shop_id,
            conversation_id=conversation.pk,
            session_number=OuterRef("number"),
            kind=EntryKind.MESSAGE,
            recalled=False,
        )
        .order_by("seq")
        .values("text")[:1]
    )
    sessions = (
        ChatSession.objects.filter(shop_id=conversation.shop_id, conversation=conversation)
        .select_related("owner__user")
        .annotate(first_words=Subquery(first_words))
        .order_by("-number")[:SESSIONS_SHOWN]
    )
    return [
        {
            "number": session.number,
            "state": session.state,
            "state_label": session.get_state_display(),
            "agent_name": session.owner.public_name if session.owner else None,
            "opened_at": session.opened_at,
            "finished_at": session.finished_at,
            "first_words": preview(session.first_words or ""),
            "is_current": session.number == conversation.session_number,
        }
        for session in sessions
    ]
