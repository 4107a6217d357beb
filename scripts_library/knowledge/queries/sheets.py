"""What is in force of a product and of its category: what a chat shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from scripts_library.knowledge.facts import Facts
from scripts_library.knowledge.models import Sheet, SheetKind, SheetVersion
from scripts_library.knowledge.standing import is_old, is_past
from scripts_library.models import ScriptState


@dataclass(frozen=True, slots=True)
class InForce:
    """One sheet as it may be told; ``is_past``: to be checked first."""

    sheet: Sheet
    content: dict[str, Any]
    source: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class Known:
    """All sheets in force of one product and its category."""

    facts: InForce | None
    pitch: InForce | None
    howtos: Sequence[InForce]
    questions: Sequence[dict[str, str]]
    rows: Sequence[tuple[str, str]] = ()
    stock: str = ""
    stock_on: date | None = None
    stock_is_old: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.pitch or self.howtos)


def known_of(
    *, shop_id: int, product_id: int | None, category: str, today: date, stock_days: int
) -> Known:
    """One query, by the keys of product and category, whatever else the shop sells."""
    about = Q(sheet__product_id=product_id) if product_id else Q(pk__in=())
    if category:
        about |= Q(sheet__category=category)
    versions = (
        SheetVersion.objects.filter(about, shop_id=shop_id, sheet__shop_id=shop_id)
        .filter(number=F("sheet__live"))
        .exclude(sheet__state=ScriptState.RETIRED)
        .select_related("sheet__checked_by__user")
        .order_by("sheet_id")
    )
    found: dict[str, list[InForce]] = {kind: [] for kind in SheetKind.values}
    for one in versions:
        past = is_past(one.sheet.valid_until, today)
        found[one.sheet.kind].append(InForce(one.sheet, one.content, one.source, past))
    facts, pitch, lists = (
        next(iter(found[kind]), None)
        for kind in (SheetKind.FACTS, SheetKind.PITCH, SheetKind.QUESTIONS)
    )
    told = Facts.of(facts.content) if facts else Facts()
    return Known(
        facts=facts,
        pitch=pitch,
        howtos=found[SheetKind.HOWTO],
        questions=lists.content["questions"] if lists else [],
        rows=told.rows(),
        stock=told.stock,
        stock_on=told.stock_on,
        stock_is_old=bool(told.stock) and is_old(told.stock_on, today, days=stock_days),
    )
