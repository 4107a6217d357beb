"""Where a page of a register ends, and the next one begins. Pure."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Key:
    """The last row shown: its time, None for what nobody looks at, and a number that parts ties."""

    at: datetime | None
    pk: int


def cursor_of(key: Key) -> str:
    """For an address."""
    word = json.dumps([key.at.isoformat() if key.at else None, key.pk])
    return base64.urlsafe_b64encode(word.encode()).decode()


def key_in(cursor: str) -> Key | None:
    """None for what no list ever gave: then it is the first page."""
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment = None if at is None else datetime.fromisoformat(at)
        if type(pk) is not int or not 0 <= pk < 2**63:
            return None
        return None if moment is not None and moment.tzinfo is None else Key(moment, pk)
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        return None
