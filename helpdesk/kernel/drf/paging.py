"""Long lists, page by page, by the key of the last row and never by counting.

Page 200 costs as much as page one, and a row that is added meanwhile shifts nothing.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from helpdesk.kernel.drf.problems import CursorWrong

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)

PAGE_LENGTH, LONGEST_PAGE = 50, 200
LARGEST_ID = 2**63 - 1
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows, and the cursor of the next page; None at the end."""

    rows: Sequence[Row]
    next: str | None

    def as_json(self, shown: Callable[[Sequence[Row]], Any]) -> dict[str, Any]:
        return {"results": shown(self.rows), "next": self.next}


def page_by_moment(
    rows: QuerySet[M, M], *, column: str, down: bool, cursor: str | None, length: int
) -> Page[M]:
    """By a time and the id: ``down`` newest first."""
    if cursor is not None:
        moment, number = read_cursor(cursor, column)
        at, past = datetime.fromisoformat(moment), "lt" if down else "gt"
        # The first condition alone is a range of the index; the second takes out the ties.
        rows = rows.filter(**{f"{column}__{past}e": at}).filter(
            Q(**{f"{column}__{past}": at}) | Q(**{f"pk__{past}": number})
        )
    sign = "-" if down else ""
    found = list(rows.order_by(f"{sign}{column}", f"{sign}pk")[: length + 1])
    return page_of(
        found, length, lambda row: cursor_of(column, getattr(row, column).isoformat(), row.pk)
    )


def page_by_id(
    rows: QuerySet[M, M], *, cursor: str | None, length: int, down: bool = False
) -> Page[M]:
    """By the id alone."""
    if cursor is not None:
        _moment, number = read_cursor(cursor, "id")
        rows = rows.filter(**{"pk__lt" if down else "pk__gt": number})
    found = list(rows.order_by("-pk" if down else "pk")[: length + 1])
    return page_of(found, length, lambda row: cursor_of("id", "", row.pk))


def page_of(found: Sequence[Row], length: int, cursor: Callable[[Row], str]) -> Page[Row]:
    """Of one row more than fits."""
    shown = found[:length]
    return Page(shown, cursor(shown[-1]) if len(found) > length else None)


def cursor_of(kind: str, moment: str, number: int) -> str:
    """A place in a list, for the client to hand back and not to read."""
    body = json.dumps([kind, moment, number], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read_cursor(cursor: str, kind: str) -> Place:
    """The place, or CursorWrong for one that this list never gave."""
    try:
        padded = cursor.encode() + b"=" * (-len(cursor) % 4)
        told, moment, number = json.loads(base64.b64decode(padded, b"-_", validate=True))
        if told != kind or type(number) is not int or not 0 <= number <= LARGEST_ID:
            raise ValueError(told)
        if moment != "":
            moment = datetime.fromisoformat(moment).astimezone(UTC).isoformat()
        elif kind != "id":
            raise ValueError(moment)
        return moment, number
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        raise CursorWrong() from None
