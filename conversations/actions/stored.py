"""A message before and after it is stored: what the statement is given, the reply, the events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from conversations.card_words import code_of, words_of
from conversations.file_bodies import FileBody, on_the_wire
from conversations.models import EntryKind
from conversations.queries.rows import Record, row_shape
from conversations.sending_sql import SEND, SEND_AND_TELL, Sending
from conversations.speaker import Speaker
from helpdesk.kernel.clock import iso
from helpdesk.kernel.text import preview
from helpdesk.realtime.events import ConversationChanged, EntryAdded, Event
from helpdesk.realtime.shapes import CardShape

Values = dict[str, Any]
"""One message as the statement takes it."""

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
        "card": shown,
        "target": target,
        "quote": None,
        "preview": preview(text),
        "last_card": "" if shown is None else code_of(shown),
    }


def statement_for(*shops: int) -> Sending:
    """The one that will do, by what is believed."""
    return SEND if _heard.isdisjoint(shops) else SEND_AND_TELL


def learn(shop_id: int, *, heard: bool) -> None:
    """What the statement found out about who listens."""
    (_heard.add if heard else _heard.discard)(shop_id)


def events_of(values: Values, stored: Record) -> list[Event]:
    """What is announced of a message that has just been stored."""
    where = {"shop_id": values["shop"], "conversation_id": values["conversation"]}
    entry = EntryAdded(
        conversation=values["conversation"],
        entry={
            "seq": stored["seq"],
            "kind": values["kind"],
            "side": values["side"],
            "author": values["name"],
            "author_id": values["member"],
            "text": values["text"],
            "card": on_the_wire(values["kind"], values["card"], **where),
            "at": iso(stored["at"]),
            "session": stored["entry_session"],
            "client_id": str(values["client_id"]),
            "target": values["target"],
            "quote": values["quote"],
            "recalled": False,
        },
    )
    return [entry, ConversationChanged(row=row_shape(stored))]


def sent_of(stored: Record) -> Sent:
    """What is answered."""
    begins = stored["fresh"] and stored["unanswered_since"] == stored["at"]
    return Sent(stored["seq"], stored["at"], stored["entry_session"], not stored["fresh"], begins)
