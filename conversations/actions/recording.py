"""Entries that an action adds itself under the thread's lock: recalls, answers, system lines."""

from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from conversations.actions.search_sql import FILE_ONE_SQL
from conversations.models import SPOKEN, Conversation, Entry, EntryKind
from helpdesk.kernel.clock import now
from helpdesk.realtime.shapes import CardShape, Side


def append_entry(
    *,
    conversation: Conversation,
    kind: EntryKind,
    side: Side,
    text: str = "",
    author_id: int | None = None,
    author_name: str | None = None,
    client_id: UUID | None = None,
    target: int | None = None,
    card: CardShape | None = None,
) -> Entry:
    """Store the next entry of a locked conversation. The caller saves the conversation."""
    conversation.last_seq += 1
    entry = Entry(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        seq=conversation.last_seq,
        session_number=conversation.session_number,
        kind=kind,
        side=side,
        author_id=author_id,
        author_name=author_name,
        text=text,
        client_id=client_id or uuid4(),
        target=target,
        card=card,
        at=now(),
    )
    entry.save(force_insert=True)
    if kind in SPOKEN:
        _file(entry)
    return entry


def _file(entry: Entry) -> None:
    """So that it is found, as what `sending_sql.py` stores is."""
    values: dict[str, Any] = {
        "shop": entry.shop_id,
        "conversation": entry.conversation_id,
        "seq": entry.seq,
        "session": entry.session_number,
        "kind": entry.kind,
        "side": entry.side,
        "at": entry.at,
        "text": entry.text,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILE_ONE_SQL, values)


def save_conversation(conversation: Conversation) -> None:
    """Write a locked conversation back with a new version, so that every list takes it over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('conversations_version')")
        conversation.version = cursor.fetchone()[0]
    conversation.save()
