"""Send a message: the fast lane for sockets, and the full way that every case ends in.

Cards and files take the full way too (`sending_cards.py`, `sending_files.py`): one door, one
statement, one promise.
"""

import json
import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import IntegrityError
from psycopg import errors as postgres_errors

from conversations.access import locked_conversation
from conversations.actions.blocking import require_unblocked
from conversations.actions.guarding import guard_message, passes, record_sent_anyway
from conversations.actions.quoting import quote_locked
from conversations.actions.recording import save_conversation
from conversations.actions.routing import route_new
from conversations.actions.sessions import assign, open_session, require_free_or_mine
from conversations.card_words import code_of, words_of
from conversations.errors import ClientIdTaken
from conversations.file_bodies import FileBody, on_the_wire
from conversations.models import Conversation, Entry, EntryKind, SessionState
from conversations.queries.rows import Record, record_of, row_shape
from conversations.sending_sql import SEND_AND_TELL_SQL, SEND_SQL
from conversations.speaker import Speaker
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.clock import iso
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.text import checked_message, preview
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.counters import count, observe
from helpdesk.realtime.events import ConversationChanged, EntryAdded, Event
from helpdesk.realtime.parcel import pack
from helpdesk.realtime.publish import publish, send_out
from helpdesk.realtime.shapes import CardShape

TRIES = 3

_heard: set[int] = set()
"""Shops of which this process believes that somebody listens to their messages. Only a guess at
which statement will do: the statements themselves know (`sending_sql.py`)."""


@dataclass(frozen=True)
class Sent:
    """Where a message stands once it is stored for good."""

    seq: int
    at: datetime
    session: int
    duplicate: bool
    # The buyer waits from this message on: something may be owed to them automatically.
    begins_wait: bool = False

    def as_json(self) -> dict[str, Any]:
        """The reply's fields."""
        return {
            "seq": self.seq,
            "at": iso(self.at),
            "session": self.session,
            "duplicate": self.duplicate,
        }


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
    stored = await _stored_at_once(speaker, values) if plain else None
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
    if stored["owed"]:
        nudge()
    if stored["fresh"]:
        _learn(speaker.shop_id, heard=stored["owed"])
        parcel = pack(speaker.shop_id, _events(speaker, values, stored), origin=hubs.ORIGIN)
        hub = hubs.running()
        if hub is not None:
            hub.announce(parcel)
        else:
            send_out(parcel)
        count("message_stored", 1, speaker.side, "fast")
    return _timed(_sent(stored), speaker, began)


def _timed(sent: Sent, speaker: Speaker, began: float) -> Sent:
    observe("message", time.perf_counter() - began, speaker.side)
    if sent.duplicate:
        count("message_again", 1, speaker.side)
    return sent


async def _stored_at_once(speaker: Speaker, values: dict[str, Any]) -> Record | None:
    statement = SEND_AND_TELL_SQL if speaker.shop_id in _heard else SEND_SQL
    try:
        async with pool().connection() as conn:
            return await (await conn.execute(statement, values)).fetchone()
    except postgres_errors.UniqueViolation:  # the same client_id at the same moment
        return None


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
        cursor.execute(SEND_AND_TELL_SQL, values)
        names = [column[0] for column in cursor.description or ()]
        stored = dict(zip(names, cursor.fetchone() or (), strict=True))
    _learn(speaker.shop_id, heard=stored["owed"])
    if stored["owed"]:
        transaction.on_commit(nudge, robust=True)
    events += _events(speaker, values, stored)
    if was_opened:
        conversation.refresh_from_db()
        events += _routed(conversation)
    publish(speaker.shop_id, *events)
    if stored["fresh"]:
        counted = partial(count, "message_stored", 1, speaker.side, "full")
        transaction.on_commit(counted, robust=True)
    return _sent(stored)


def _routed(conversation: Conversation) -> list[Event]:
    """A buyer's new reception finds somebody, or its place in the queue."""
    events = route_new(conversation)
    if conversation.state == SessionState.WAITING:
        return events
    return [*events, ConversationChanged(row=row_shape(record_of(conversation)))]


def _learn(shop_id: int, *, heard: bool) -> None:
    (_heard.add if heard else _heard.discard)(shop_id)


def values_of(
    speaker: Speaker,
    conversation_id: int,
    client_id: UUID,
    text: str,
    *,
    card: CardShape | None = None,
    file: FileBody | None = None,
    target: int | None = None,
) -> dict[str, Any]:
    """What the statement is given: a message and what it quotes, a file, or a card and what it
    replaces."""
    shown = card or file
    text = text if shown is None else words_of(shown)
    kind = EntryKind.MESSAGE if shown is None else EntryKind.FILE if file else EntryKind.CARD
    return {
        "shop": speaker.shop_id,
        "conversation": conversation_id,
        "client_id": client_id,
        "kind": kind.value,
        "side": speaker.side,
        "member": speaker.member_id,
        "name": speaker.name if speaker.is_agent else None,
        "text": text,
        "card": None if shown is None else json.dumps(shown, ensure_ascii=False),
        "target": target,
        "quote": None,
        "preview": preview(text),
        "last_card": "" if shown is None else code_of(shown),
    }


def _events(speaker: Speaker, values: dict[str, Any], stored: Record) -> list[Event]:
    card = None if values["card"] is None else json.loads(values["card"])
    where = {"shop_id": speaker.shop_id, "conversation_id": values["conversation"]}
    entry = EntryAdded(
        conversation=values["conversation"],
        entry={
            "seq": stored["seq"],
            "kind": values["kind"],
            "side": speaker.side,
            "author": values["name"],
            "author_id": values["member"],
            "text": values["text"],
            "card": on_the_wire(values["kind"], card, **where),
            "at": iso(stored["at"]),
            "session": stored["entry_session"],
            "client_id": str(values["client_id"]),
            "target": values["target"],
            "quote": values["quote"],
            "recalled": False,
        },
    )
    return [entry, ConversationChanged(row=row_shape(stored))]


def _sent(stored: Record) -> Sent:
    begins = stored["fresh"] and stored["unanswered_since"] == stored["at"]
    return Sent(stored["seq"], stored["at"], stored["entry_session"], not stored["fresh"], begins)
