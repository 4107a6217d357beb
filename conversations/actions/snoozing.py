"""Put a chat off until later, and bring it back at its time."""

from datetime import datetime, timedelta

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.actions.recording import save_conversation
from conversations.actions.sessions import require_free_or_mine
from conversations.errors import NotTaken
from conversations.inside_errors import NothingOpen, SnoozeMoment
from conversations.models import Conversation, SessionState
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.sweeping import for_each
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.inside_events import SessionWoken
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape

ROUND = 200
"""Chats brought back by one sweep; the next takes the others."""


def snooze_session(*, actor: Speaker, conversation_id: int, until: str | None) -> RowShape:
    """Out of those who wait until a moment (ISO 8601), or until the buyer writes; None: back now.

    Raises SnoozeMoment (policy ``chat.snooze_days``), NothingOpen, NotTaken, HeldByOther.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if conversation.state == SessionState.FINISHED:
            raise NothingOpen()
        if conversation.owner_id is None:
            raise NotTaken()
        require_free_or_mine(actor, conversation, "chat.take_over")
        conversation.snoozed_until = None if until is None else _moment(actor.shop_id, until)
        conversation.woken_at = None
        save_conversation(conversation)
        moment = conversation.snoozed_until
        record_by(
            actor,
            "session.snoozed" if moment else "session.unsnoozed",
            conversation,
            until=iso(moment) if moment else "",
        )
        row = row_shape(record_of(conversation))
        publish(actor.shop_id, ConversationChanged(row=row))
    return row


def wake_snoozed() -> int:
    """Bring back what is due, of every shop; how many. Safe twice, late and in parallel."""
    due = Conversation.objects.filter(snoozed_until__lte=now()).order_by("snoozed_until")
    return for_each(due.values_list("shop_id", "pk"), _wake, name="chat", most=ROUND)


def _wake(keys: tuple[int, int]) -> bool:
    shop_id, conversation_id = keys
    with transaction.atomic():
        conversation = locked_conversation(shop_id, conversation_id)
        if conversation.snoozed_until is None or conversation.snoozed_until > now():
            return False
        conversation.snoozed_until, conversation.woken_at = None, now()
        save_conversation(conversation)
        record = record_of(conversation)
        publish(
            shop_id,
            ConversationChanged(row=row_shape(record)),
            SessionWoken(
                conversation=conversation_id,
                owner=conversation.owner_id,
                buyer=record["buyer_name"],
            ),
        )
    return True


def _moment(shop_id: int, text: str) -> datetime:
    days = int(value_of(shop_id, "chat.snooze_days"))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SnoozeMoment(days=days) from None
    if moment.tzinfo is None or not now() < moment <= now() + timedelta(days=days):
        raise SnoozeMoment(days=days)
    return moment
