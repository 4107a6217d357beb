"""The panel beside a chat: who the buyer is, and how earlier receptions went."""

from datetime import tzinfo
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from conversations.models import ChatSession, Conversation, Entry, EntryKind, Rating
from conversations.queries.asked_addresses import changes_asked
from conversations.queries.knowledge import knowledge_beside
from conversations.queries.product_beside import product_beside, said_in
from conversations.queries.ratings import ratings_of
from conversations.queries.trail import ties_of, trail_of
from helpdesk.commerce.memo_words import MEMO_WORDS
from helpdesk.commerce.queries.order_panel import order_panel, reveal_facts
from helpdesk.commerce.queries.profiles import profile_panel
from helpdesk.commerce.size_words import size_reason
from helpdesk.commerce.sizing import advise, body_in, chart_of
from helpdesk.kernel.text import preview

SESSIONS_SHOWN = 10


def panel_facts(conversation: Conversation, *, zone: tzinfo) -> dict[str, Any]:
    """What `templates/desk/_panel.html` shows: buyer, orders, product, receptions."""
    buyer = conversation.buyer
    orders = order_panel(shop_id=conversation.shop_id, buyer_id=buyer.pk, zone=zone)
    asked, today = asked_about(conversation), timezone.localdate(timezone=zone)
    return {
        **asked,
        **knowledge_beside(conversation, asked["said"], asked["beside"], today=today),
        "orders": orders,
        "conversation": conversation,
        "changes": changes_asked(conversation),
        "shown_orders": [card.id for card in orders.cards],
        "memo_words": MEMO_WORDS,
        "reveal": reveal_facts(orders.reveal_seconds),
        "buyer": {
            "id": buyer.pk,
            "name": buyer.name,
            "platform": buyer.platform,
            "platform_letter": buyer.platform_letter,
            "platform_label": buyer.get_platform_display(),
            "region": buyer.region,
            "first_seen": buyer.first_seen,
        },
        "profile": profile_panel(shop_id=conversation.shop_id, buyer_id=buyer.pk),
        "sessions": _sessions(conversation),
        "session_count": conversation.session_number,
        **trail_of(conversation),
        **ties_of(conversation),
    }


def asked_about(conversation: Conversation) -> dict[str, Any]:
    """The product that the chat is about, and the size for the body that was last told; with
    ``said`` and ``beside``, for whoever goes on from there."""
    said = said_in(conversation)
    beside = product_beside(conversation, said)
    found: dict[str, Any] = {"said": said, "beside": beside, "product": beside.product}
    if beside.product is None:
        return found
    bodies = (body_in(text) for text in said.by_buyer)
    body = next((each for each in bodies if each is not None), None)
    advice = advise(chart_of(beside.product.size_chart), body) if body else None
    reason = size_reason(advice) if advice else ""
    return {**found, "body": body, "advice": advice, "reason": reason}


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
    ratings = ratings_of(conversation.shop_id, conversation.pk)
    return [
        {
            "stage_label": session.get_stage_display(),
            "not_bought": session.not_bought,
            "rating": _rated(ratings.get(session.number)),
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


def _rated(rating: Rating | None) -> Rating | None:
    """A rating that was given; an invitation alone is nothing to show."""
    return rating if rating is not None and rating.score is not None else None
