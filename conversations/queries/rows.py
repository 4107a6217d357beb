"""Lines of the desk's list, and the shapes that the wire gives to sessions and positions."""

import json
import re
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from conversations.models import Conversation
from helpdesk.kernel.clock import iso
from helpdesk.realtime.shapes import (
    HandedShape,
    PersonShape,
    PositionsShape,
    RowShape,
    SessionShape,
)

OWNER_NAME = "COALESCE(NULLIF(m.alias, ''), NULLIF(u.display_name, ''), u.username)"
SHOWN_COLUMNS = """c.id, c.buyer_name, c.buyer_platform, c.state, c.last_text, c.last_side,
    c.last_card, c.last_at, c.last_seq, c.unread, c.unanswered_since, c.session_number, c.handed,
    c.stage, c.tag_ids, c.snoozed_until, c.woken_at, c.blocked, c.version, c.owner_id"""
"""All that a line of the list shows but the owner's name, which comes last."""

ROW_COLUMNS = f"{SHOWN_COLUMNS}, {OWNER_NAME} AS owner_name, c.note_count"
ROW_JOINS = """
    LEFT JOIN accounts_membership m ON m.id = c.owner_id
    LEFT JOIN accounts_user u ON u.id = m.user_id
"""

Record = Mapping[str, Any]

SHOWN = (*re.findall(r"c\.(\w+)", SHOWN_COLUMNS), "owner_name")
"""The names of what `shown_row` takes, in its order."""

_shown_of = itemgetter(*SHOWN)


def row_shape(record: Record) -> RowShape:
    """A line of the list from a record with ROW_COLUMNS."""
    return shown_row(_shown_of(record))


def shown_row(values: tuple[Any, ...]) -> RowShape:
    """The same from bare values in the order of SHOWN: no page makes 50 dictionaries first."""
    (
        number,
        buyer_name,
        buyer_platform,
        state,
        last_text,
        last_side,
        last_card,
        last_at,
        last_seq,
        unread,
        waiting,
        session_number,
        handed,
        stage,
        tag_ids,
        snoozed,
        woken_at,
        blocked,
        version,
        owner_id,
        owner_name,
    ) = values
    return {
        "conversation": number,
        "buyer": {"name": buyer_name, "platform": buyer_platform},
        "state": state,
        "owner": _owner(owner_id, owner_name),
        "last_text": last_text,
        "last_side": last_side,
        "last_card": last_card,
        "last_at": iso(last_at),
        "last_seq": last_seq,
        "unread": unread,
        "unanswered_since": iso(waiting) if waiting else None,
        "session": session_number,
        "handed": _handed(handed),
        "stage": stage,
        "tags": list(tag_ids),
        "snoozed_until": iso(snoozed) if snoozed else None,
        "woken": woken_at is not None,
        "blocked": blocked,
        "version": version,
    }


def session_shape(record: Record) -> SessionShape | None:
    """The latest session of a record with ROW_COLUMNS; None before the first message."""
    if record["session_number"] == 0:
        return None
    return {
        "number": record["session_number"],
        "state": record["state"],
        "agent": _owner(record["owner_id"], record["owner_name"]),
    }


def record_of(conversation: Conversation) -> Record:
    """A conversation fetched with buyer and owner, as a record with ROW_COLUMNS."""
    owner = conversation.owner
    return {
        "id": conversation.pk,
        "state": conversation.state,
        "owner_id": conversation.owner_id,
        "last_text": conversation.last_text,
        "last_side": conversation.last_side,
        "last_card": conversation.last_card,
        "last_at": conversation.last_at,
        "last_seq": conversation.last_seq,
        "unread": conversation.unread,
        "unanswered_since": conversation.unanswered_since,
        "session_number": conversation.session_number,
        "handed": conversation.handed,
        "version": conversation.version,
        "stage": conversation.stage,
        "tag_ids": conversation.tag_ids,
        "snoozed_until": conversation.snoozed_until,
        "woken_at": conversation.woken_at,
        "blocked": conversation.blocked,
        "note_count": conversation.note_count,
        "buyer_name": conversation.buyer.name,
        "buyer_platform": conversation.buyer.platform,
        "owner_name": owner.public_name if owner else None,
    }


POSITION_COLUMNS = """
    COALESCE((SELECT delivered_seq FROM conversations_participant p
        WHERE p.shop_id = c.shop_id AND p.conversation_id = c.id AND p.member_id IS NULL), 0)
        AS buyer_delivered,
    COALESCE((SELECT read_seq FROM conversations_participant p
        WHERE p.shop_id = c.shop_id AND p.conversation_id = c.id AND p.member_id IS NULL), 0)
        AS buyer_read,
    COALESCE((SELECT max(delivered_seq) FROM conversations_participant p
        WHERE p.shop_id = c.shop_id AND p.conversation_id = c.id
          AND p.member_id IS NOT NULL), 0) AS shop_delivered,
    COALESCE((SELECT max(read_seq) FROM conversations_participant p
        WHERE p.shop_id = c.shop_id AND p.conversation_id = c.id
          AND p.member_id IS NOT NULL), 0) AS shop_read
"""


def positions_shape(record: Record) -> PositionsShape:
    """Both sides' positions from a record with POSITION_COLUMNS."""
    return {
        "buyer": {"delivered": record["buyer_delivered"], "read": record["buyer_read"]},
        "shop": {"delivered": record["shop_delivered"], "read": record["shop_read"]},
    }


def _handed(value: object) -> HandedShape | None:
    """Django's cursor gives JSON as text, the sockets' one as values."""
    found: HandedShape | None = json.loads(value) if isinstance(value, str) else value  # type: ignore[assignment]
    return found


def _owner(member_id: int | None, name: str | None) -> PersonShape | None:
    return None if member_id is None else {"id": member_id, "name": name or ""}
