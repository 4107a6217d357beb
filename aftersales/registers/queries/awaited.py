"""Cases whose parcels are here to be looked through, or were signed for and are not there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from aftersales.machine.words import State
from aftersales.models.case import Case
from aftersales.registers.queries.checks import MOST
from aftersales.registers.queries.keys import Key, cursor_of, key_in
from aftersales.registers.queries.lines import CaseLineShown, shown_cases

PAGE = 50


@dataclass(frozen=True, slots=True)
class Awaited:
    """The earliest deadlines, and the cursor behind them, "" at the end."""

    cases: Sequence[CaseLineShown]
    cursor: str


def awaited(shop_id: int, state: State, cursor: str = "") -> Awaited:
    """Cases that stand there; every one has a deadline, which the machine acts on."""
    rows, after = _standing(shop_id, state).filter(due_at__isnull=False), key_in(cursor)
    if after is not None and after.at is not None:
        rows = rows.filter(due_at__gte=after.at).exclude(due_at=after.at, pk__lte=after.pk)
    found = list(rows.select_related("buyer").order_by("due_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Awaited(
        shown_cases(shop_id, found[:PAGE]),
        "" if last is None else cursor_of(Key(last.due_at, last.pk)),
    )


def awaited_count(shop_id: int, state: State) -> int:
    """Up to one more than `MOST`."""
    return _standing(shop_id, state)[: MOST + 1].count()


def _standing(shop_id: int, state: State) -> QuerySet[Case]:
    return Case.objects.filter(shop_id=shop_id, state=state, is_open=True)
