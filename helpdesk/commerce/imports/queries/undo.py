"""What taking an import back would do, what it did, and how long there is for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from helpdesk.accounts.policies import value_of
from helpdesk.commerce.imports.actions.tracing import table_of
from helpdesk.commerce.imports.models import ImportTrace, OrderImport, Traced, TraceOutcome
from helpdesk.commerce.imports.undo_window import UNDOABLE, undo_until
from helpdesk.commerce.imports.undo_words import reason_of
from helpdesk.commerce.policy_rules import UNDO_HOURS
from helpdesk.kernel import clock

SHOWN = 200
SAID = (Traced.ORDER, Traced.PRODUCT, Traced.SKU, Traced.PRICE)
"""Traces that people count: what the table was of."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which the import can be taken back."""

    hours: int
    until: datetime | None
    is_open: bool
    share: int
    hours_left: int
    minutes_left: int


def window_of(row: OrderImport) -> Window | None:
    """None where there is nothing to take back, and nobody may begin."""
    if row.state not in UNDOABLE or not (row.counts["created"] + row.counts["changed"]):
        return None
    hours = value_of(row.shop_id, UNDO_HOURS)
    until, moment = undo_until(row, hours), clock.now()
    if until is None:
        return Window(hours, None, row.undo_started_at is not None, 100, 0, 0)
    left = (until - moment).total_seconds()
    share = min(100, max(0, round(100 - left / (hours * 36))))
    is_open = left > 0 and bool(row.file)
    minutes = max(0, int(left // 60))
    return Window(hours, until, is_open, share, minutes // 60, minutes % 60)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would go, change back and stay, if the import were taken back now."""

    new: int
    changed: int
    noted: int

    @property
    def shown(self) -> dict[str, str]:
        """With thousands apart."""
        return {name: f"{getattr(self, name):,}" for name in self.__slots__}


# Only what the trace itself tells, so that it stays quick with 100,000 orders.
OUTLOOK_SQL = """
SELECT count(*) FILTER (WHERE t.is_new), count(*) FILTER (WHERE NOT t.is_new),
       count(*) FILTER (WHERE o.xmin::text::bigint IS DISTINCT FROM t.stamp)
FROM commerce_importtrace t
LEFT JOIN {table} o ON o.shop_id = t.shop_id AND o.id = t.row_id
WHERE t.shop_id = %s AND t.order_import_id = %s AND t.what = %s AND t.outcome = ''
"""
LATER_SQL = """
SELECT t.name FROM commerce_importtrace t
LEFT JOIN {table} o ON o.shop_id = t.shop_id AND o.id = t.row_id
WHERE t.shop_id = %s AND t.order_import_id = %s AND t.what = %s AND t.outcome = ''
  AND o.xmin::text::bigint IS DISTINCT FROM t.stamp
ORDER BY t.row_id LIMIT %s
"""


def outlook_of(row: OrderImport) -> Outlook:
    """Counted over everything that people count."""
    new = changed = noted = 0
    for what in SAID:
        with connection.cursor() as cursor:
            sql = OUTLOOK_SQL.format(table=table_of(what))
            cursor.execute(sql, [row.shop_id, row.pk, what])
            more, other, later = cursor.fetchone()
        new, changed, noted = new + more, changed + other, noted + later
    return Outlook(new, changed, noted)


def written_since(row: OrderImport) -> list[str]:
    """The first of what somebody wrote after the import, by name."""
    found: list[str] = []
    for what in SAID:
        with connection.cursor() as cursor:
            sql = LATER_SQL.format(table=table_of(what))
            cursor.execute(sql, [row.shop_id, row.pk, what, SHOWN - len(found)])
            found += [name for (name,) in cursor.fetchall()]
    return found


def kept_of(row: OrderImport) -> Sequence[tuple[str, str, str]]:
    """The first of what stayed: what it is, its name, and why."""
    kept = ImportTrace.objects.filter(
        shop_id=row.shop_id, order_import_id=row.pk, outcome=TraceOutcome.KEPT, what__in=SAID
    )
    return [
        (str(Traced(what).label), name, reason_of(reason))
        for what, name, reason in kept.order_by("what", "row_id").values_list(
            "what", "name", "reason"
        )[:SHOWN]
    ]


@dataclass(frozen=True, slots=True)
class UndoCounts:
    """How far taking back has come, with thousands apart."""

    done: str
    total: str
    share: int
    removed: str
    restored: str
    kept: str
    has_kept: bool


def undo_counts_of(row: OrderImport) -> UndoCounts | None:
    """None while nobody has begun to."""
    if not row.undo:
        return None
    done, total = row.undo["done"], row.undo["total"]
    return UndoCounts(
        done=f"{done:,}",
        total=f"{total:,}",
        share=min(100, done * 100 // total) if total else 100,
        removed=f"{row.undo['removed']:,}",
        restored=f"{row.undo['restored']:,}",
        kept=f"{row.undo['kept']:,}",
        has_kept=bool(row.undo["kept"]),
    )
