"""Rows of the registers for programs: narrowed, and each with what only its register knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from aftersales.registers.models import Complaint, ComplaintStep, StockOut
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.checks import owed_checks
from aftersales.registers.queries.stock_outs import Progress, progress_of
from aftersales.registers.register import Register

JOINED = {"stockout": ("product", "sku")}


def rows_narrowed(register: Register, shop_id: int, asked: Mapping[str, Any]) -> QuerySet[Any]:
    """The shop's rows of this register, in no order yet."""
    model: Any = register.model
    rows: QuerySet[Any] = model.objects.filter(shop_id=shop_id)
    if asked.get("open") is not None:
        rows = rows.filter(is_open=asked["open"])
    if "owner" in asked:
        rows = rows.filter(owner_id=asked["owner"])
    if "opened_from" in asked:
        rows = rows.filter(opened_at__gte=asked["opened_from"])
    if "opened_to" in asked:
        rows = rows.filter(opened_at__lt=asked["opened_to"])
    return rows.select_related(*JOINED.get(register.key, ("order",)))


def told(register: Register, shop_id: int, rows: Sequence[RegisterRow]) -> list[dict[str, Any]]:
    """As `RegisterRowShown` shows them; a few queries, however many rows."""
    checks, facts = _next_checks(register, shop_id, rows), _facts_of(shop_id, rows)
    shown = []
    for row in rows:
        common = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
        order = getattr(row, "order", None)
        more = {"__str__": str(row), "order": None if order is None else order.number}
        shown.append(
            {
                **common,
                "pk": row.pk,
                "next_check_at": checks.get(row.pk),
                "facts": {**common, **more, **facts.get(row.pk, {})},
            }
        )
    return shown


def _next_checks(
    register: Register, shop_id: int, rows: Sequence[RegisterRow]
) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for one in register.streams:
        by = {getattr(row, one.by): row.pk for row in rows if row.is_open}
        by.pop(None, None)
        owed = owed_checks(shop_id, one).filter(source_id__in=list(by))
        for source_id, due_at in owed.order_by("-due_at").values_list("source_id", "due_at"):
            found[by[source_id]] = due_at
    return found


def _facts_of(shop_id: int, rows: Sequence[RegisterRow]) -> dict[int, dict[str, Any]]:
    """What lies in tables of their own: a complaint's steps, a stock-out's orders."""
    ids = [row.pk for row in rows]
    if rows and isinstance(rows[0], Complaint):
        steps: dict[int, list[Any]] = {number: [] for number in ids}
        done = ComplaintStep.objects.filter(shop_id=shop_id, complaint_id__in=ids)
        for step in done.order_by("done_at"):
            steps[step.complaint_id].append(step)
        return {number: {"steps_done": found} for number, found in steps.items()}
    if rows and isinstance(rows[0], StockOut):
        progress = progress_of(shop_id, ids)
        none = Progress(0, 0)
        return {
            number: {
                "orders": progress.get(number, none).every,
                "orders_waiting": progress.get(number, none).waiting,
            }
            for number in ids
        }
    return {}
