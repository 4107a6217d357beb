"""Send a message: the fast lane for sockets, and the full way that every case ends in.

Cards and files take the full way too (`sending_cards.py`, `sending_files.py`): one door, one
statement, one promise.
"""

import time
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import IntegrityError

from conversations.access import locked_conversation
from conversations.actions.blocking import require_unblocked
from conversations.actions.guarding import guard_message, passes, record_sent_anyway
from conversations.actions.quoting import quote_locked
from conversations.actions.recording import save_conversation
from conversations.actions.routing import route_new
from conversations.actions.sending_together import stored_together
from conversations.actions.sessions import assign, open_session, require_free_or_mine
from conversations.actions.stored import Sent, events_of, learn, sent_of, values_of
from conversations.errors import ClientIdTaken
from conversations.models import Conversation, Entry, EntryKind, SessionState
from conversations.queries.rows import record_of, row_shape
from conversations.sending_sql import SEND_AND_TELL
from conversations.speaker import Speaker
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.database import in_thread
from helpdesk.kernel.text import checked_message
from helpdesk.realtime.counters import count, observe
from helpdesk.realtime.events import ConversationChanged, Event
from helpdesk.realtime.publish import publish

TRIES = 3


async def send_message_fast(
    *,
    speaker: Speaker,
    conversation_id: int,
    client_id: UUID,
    text: str,
    quote: int | None = None,
    guard_seen: bool = False,
) -> Sent:
    """Like `send_message`, in one statement on the sockets' pool wherever that is enough.

    It is not for a quote: the statement sees the quoted entry as it was before it had the lock.
    Nor for words that the guard minds: those go the full way, which decides and records.
    """
    began = time.perf_counter()
    values = values_of(speaker, conversation_id, client_id, checked_message(text))
    plain = quote is None and (
        not speaker.is_agent or await in_thread(passes, speaker.shop_id, text)
    )
    stored = await stored_together(values) if plain else None
    if stored is None:
        sent = await in_thread(
            send_message,
            speaker=speaker,
            conversation_id=conversation_id,
            client_id=client_id,
            text=text,
            quote=quote,
            guard_seen=guard_seen,
        )
        return _timed(sent, speaker, began)
    return _timed(sent_of(stored), speaker, began)


def _timed(sent: Sent, speaker: Speaker, began: float) -> Sent:
    observe("message", time.perf_counter() - began, speaker.side)
    if sent.duplicate:
        count("message_again", 1, speaker.side)
    return sent


def send_message(
    *,
    speaker: Speaker,
    conversation_id: int,
    client_id: UUID,
    text: str,
    quote: int | None = None,
    guard_seen: bool = False,
) -> Sent:
    """Store a message for good and announce it; ``quote`` is the seq of what it quotes, and with
    ``guard_seen`` an agent sends past a warning of the guard, which is recorded.

    The same `client_id` again answers with the first row, whatever happened since. A message
    to a finished session opens the next one in the same thread; an agent's first words take a
    chat that nobody holds. Raises TextEmpty, TextTooLong, HeldByOther, ClientIdTaken,
    BlockedBuyer, ChatBlocked, ConversationNotFound, QuoteGone, QuoteRecalled, GuardWarned,
    GuardBlocked.
    """
    values = values_of(speaker, conversation_id, client_id, checked_message(text), target=quote)
    minded = guard_message(
        speaker=speaker,
        conversation_id=conversation_id,
        client_id=client_id,
        text=text,
        seen=guard_seen,
    )
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                sent = _send_locked(speaker, conversation_id, values)
                if minded is not None:
                    record_sent_anyway(
                        speaker=speaker,
                        conversation_id=conversation_id,
                        client_id=client_id,
                        minded=minded,
                        seq=sent.seq,
                    )
                return sent
        except IntegrityError:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def _send_locked(speaker: Speaker, conversation_id: int, values: dict[str, Any]) -> Sent:
    conversation = locked_conversation(speaker.shop_id, conversation_id)
    known = sent_before(speaker, conversation_id, values["client_id"], EntryKind.MESSAGE)
    if known is None and values["target"] is not None:
        values["quote"] = quote_locked(conversation, values["target"])
    return known or store_locked(speaker, conversation, values)


def sent_before(
    speaker: Speaker, conversation_id: int, client_id: UUID, kind: EntryKind
) -> Sent | None:
    """What this `client_id` stored already; ClientIdTaken where it was something else."""
    known = Entry.objects.filter(
        shop_id=speaker.shop_id, conversation_id=conversation_id, client_id=client_id
    ).first()
    if known is None:
        return None
    if known.kind != kind or known.side != speaker.side:
        raise ClientIdTaken()
    return Sent(known.seq, known.at, known.session_number, duplicate=True)


def store_locked(speaker: Speaker, conversation: Conversation, values: dict[str, Any]) -> Sent:
    """Store what is new into a locked conversation, opening or taking it first where needed."""
    require_unblocked(speaker, conversation)
    events: list[Event] = []
    if conversation.state == SessionState.FINISHED:
        events += open_session(speaker=speaker, conversation=conversation)
    elif speaker.is_agent and conversation.owner_id != speaker.member_id:
        require_free_or_mine(speaker, conversation)
        events += assign(speaker, conversation)
    was_opened = bool(events) and conversation.state == SessionState.WAITING
    if events:
        save_conversation(conversation)
    with connection.cursor() as cursor:
        cursor.execute(*SEND_AND_TELL.of([values]))
        names = [column[0] for column in cursor.description or ()]
        stored = dict(zip(names, cursor.fetchone() or (), strict=True))
    learn(speaker.shop_id, heard=stored["owed"])
    if stored["owed"]:
        transaction.on_commit(nudge, robust=True)
    events += events_of(values, stored)
    if was_opened:
        conversation.refresh_from_db()
        events += _routed(conversation)
    publish(speaker.shop_id, *events)
    if stored["fresh"]:
        counted = partial(count, "message_stored", 1, speaker.side, "full")
        transaction.on_commit(counted, robust=True)
    return sent_of(stored)


def _routed(conversation: Conversation) -> list[Event]:
    """A buyer's new reception finds somebody, or its place in the queue."""
    events = route_new(conversation)
    if conversation.state == SessionState.WAITING:
        return events
    return [*events, ConversationChanged(row=row_shape(record_of(conversation)))]
