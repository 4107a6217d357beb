"""Send a message: the fast lane for sockets, and the full way that every case ends in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.utils import IntegrityError
from psycopg import errors as postgres_errors

from conversations.access import locked_conversation
from conversations.actions.blocking import require_unblocked
from conversations.actions.recording import save_conversation
from conversations.actions.sessions import assign, open_session, require_free_or_mine
from conversations.errors import ClientIdTaken
from conversations.models import Entry, EntryKind, SessionState
from conversations.queries.rows import Record, row_shape
from conversations.sending_sql import SEND_SQL
from conversations.speaker import Speaker
from helpdesk.kernel.clock import iso
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.text import checked_message, preview
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.events import ConversationChanged, EntryAdded, Event
from helpdesk.realtime.parcel import pack
from helpdesk.realtime.publish import publish, send_out

TRIES = 3


@dataclass(frozen=True)
class Sent:
    """Where a message stands once it is stored for good."""

    seq: int
    at: datetime
    session: int
    duplicate: bool

    def as_json(self) -> dict[str, Any]:
        """The reply's fields."""
        return {
            "seq": self.seq,
            "at": iso(self.at),
            "session": self.session,
            "duplicate": self.duplicate,
        }


async def send_message_fast(
    *, speaker: Speaker, conversation_id: int, client_id: UUID, text: str
) -> Sent:
    """Like `send_message`, in one statement on the sockets' pool wherever that is enough."""
    values = _values(speaker, conversation_id, client_id, checked_message(text))
    try:
        async with pool().connection() as conn:
            stored = await (await conn.execute(SEND_SQL, values)).fetchone()
    except postgres_errors.UniqueViolation:  # the same client_id at the same moment
        stored = None
    if stored is None:
        return await in_thread(
            send_message,
            speaker=speaker,
            conversation_id=conversation_id,
            client_id=client_id,
            text=text,
        )
    if stored["fresh"]:
        parcel = pack(speaker.shop_id, _events(speaker, values, stored), origin=hubs.ORIGIN)
        hub = hubs.running()
        if hub is not None:
            hub.announce(parcel)
        else:
            send_out(parcel)
    return _sent(stored)


def send_message(*, speaker: Speaker, conversation_id: int, client_id: UUID, text: str) -> Sent:
    """Store a message for good and announce it.

    The same `client_id` again answers with the first row, whatever happened since. A message
    to a finished session opens the next one in the same thread; an agent's first words take a
    chat that nobody holds. Raises TextEmpty, TextTooLong, HeldByOther, ClientIdTaken,
    BlockedBuyer, ChatBlocked, ConversationNotFound.
    """
    values = _values(speaker, conversation_id, client_id, checked_message(text))
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _send_locked(speaker, conversation_id, values)
        except IntegrityError:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def _send_locked(speaker: Speaker, conversation_id: int, values: dict[str, Any]) -> Sent:
    conversation = locked_conversation(speaker.shop_id, conversation_id)
    known = Entry.objects.filter(
        shop_id=speaker.shop_id, conversation_id=conversation_id, client_id=values["client_id"]
    ).first()
    if known is not None:
        if known.kind != EntryKind.MESSAGE or known.side != speaker.side:
            raise ClientIdTaken()
        return Sent(known.seq, known.at, known.session_number, duplicate=True)
    require_unblocked(speaker, conversation)
    events: list[Event] = []
    if conversation.state == SessionState.FINISHED:
        events += open_session(speaker=speaker, conversation=conversation)
    elif speaker.is_agent and conversation.owner_id != speaker.member_id:
        require_free_or_mine(speaker, conversation)
        events += assign(speaker, conversation)
    if events:
        save_conversation(conversation)
    with connection.cursor() as cursor:
        cursor.execute(SEND_SQL, values)
        names = [column[0] for column in cursor.description or ()]
        stored = dict(zip(names, cursor.fetchone() or (), strict=True))
    publish(speaker.shop_id, *events, *_events(speaker, values, stored))
    return _sent(stored)


def _values(speaker: Speaker, conversation_id: int, client_id: UUID, text: str) -> dict[str, Any]:
    return {
        "shop": speaker.shop_id,
        "conversation": conversation_id,
        "client_id": client_id,
        "side": speaker.side,
        "member": speaker.member_id,
        "name": speaker.name if speaker.is_agent else None,
        "text": text,
        "preview": preview(text),
    }


def _events(speaker: Speaker, values: dict[str, Any], stored: Record) -> list[Event]:
    entry = EntryAdded(
        conversation=values["conversation"],
        entry={
            "seq": stored["seq"],
            "kind": "message",
            "side": speaker.side,
            "author": values["name"],
            "author_id": values["member"],
            "text": values["text"],
            "at": iso(stored["at"]),
            "session": stored["entry_session"],
            "client_id": str(values["client_id"]),
            "target": None,
            "recalled": False,
        },
    )
    return [entry, ConversationChanged(row=row_shape(stored))]


def _sent(stored: Record) -> Sent:
    return Sent(stored["seq"], stored["at"], stored["entry_session"], not stored["fresh"])
