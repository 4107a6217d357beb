"""The shop's products by what is known of them, page by page, and its categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from helpdesk.commerce.models import Product
from scripts_library.knowledge.matching import folded
from scripts_library.knowledge.models import ApprovedAnswer, ProductAlias, Sheet, SheetKind
from scripts_library.knowledge.queries.counting import facts_in_force
from scripts_library.models import ScriptState

PER_PAGE = 50
VIEWS = ("", "bare", "past", "waits", "newest")
"""All by name; without facts; to be checked; with a proposal to read; changed last."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for."""

    view: str = ""
    words: str = ""
    category: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list. Each product carries `facts_until`, `has_facts`, `sheets`, `waits`."""

    products: Sequence[Any]
    answers: dict[int, int]
    more: bool


def product_page(shop_id: int, wanted: Wanted, today: date) -> Page:
    """Two queries; the first stops at the end of the page."""
    rows = _wanted(shop_id, wanted, today)
    sheets = Sheet.objects.filter(shop_id=shop_id, product=OuterRef("pk"))
    facts = sheets.filter(kind=SheetKind.FACTS, live__isnull=False)
    told = rows.annotate(
        has_facts=Exists(facts),
        facts_until=Subquery(facts.values("valid_until")[:1]),
        has_pitch=Exists(sheets.filter(kind=SheetKind.PITCH, live__isnull=False)),
        waits=Exists(sheets.filter(state=ScriptState.REVIEW)),
    )
    start = (wanted.page - 1) * PER_PAGE
    found = list(told.defer("size_chart", "facts")[start : start + PER_PAGE + 1])
    shown = found[:PER_PAGE]
    counts = ApprovedAnswer.objects.filter(
        shop_id=shop_id, product_id__in=[one.pk for one in shown]
    ).values_list("product_id")
    return Page(shown, dict(counts.annotate(many=Count("pk"))), len(found) > PER_PAGE)


def _wanted(shop_id: int, wanted: Wanted, today: date) -> QuerySet[Product]:
    rows = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    if wanted.words:
        called = ProductAlias.objects.filter(
            shop_id=shop_id, alias__contains=folded(wanted.words) or "\x01"
        )
        named = Q(name__icontains=wanted.words) | Q(pk__in=called.values("product_id"))
        rows = rows.filter(named)
    if wanted.category:
        rows = rows.filter(kind=wanted.category)
    in_force = facts_in_force(shop_id)
    sheets = Sheet.objects.filter(shop_id=shop_id)
    if wanted.view == "bare":
        rows = rows.filter(~Exists(in_force))
    elif wanted.view == "past":
        past = sheets.filter(live__isnull=False, valid_until__lt=today, product__isnull=False)
        rows = rows.filter(pk__in=past.exclude(state=ScriptState.RETIRED).values("product_id"))
    elif wanted.view == "waits":
        waiting = sheets.filter(state=ScriptState.REVIEW, product__isnull=False)
        rows = rows.filter(pk__in=waiting.values("product_id"))
    elif wanted.view == "newest":
        latest = sheets.filter(product=OuterRef("pk")).order_by("-changed_at")
        changed = sheets.filter(product__isnull=False).values("product_id")
        return (
            rows.filter(pk__in=changed)
            .annotate(changed_at=Subquery(latest.values("changed_at")[:1]))
            .order_by("-changed_at", "pk")
        )
    return rows.order_by("name")


def counts(shop_id: int, today: date) -> dict[str, int]:
    """How many products each view of the list holds. Four queries."""
    return {
        view or "all": _wanted(shop_id, Wanted(view=view), today).order_by().count()
        for view in ("", "bare", "past", "waits")
    }


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category with what is known of all its products together."""

    name: str
    products: int
    questions: int
    answers: int
    howtos: int
    waits: bool


def category_lines(shop_id: int) -> list[CategoryLine]:
    """Every kind of product that is sold, and every category that something is known of. Three
    queries."""
    sold = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    products = dict(sold.exclude(kind="").values_list("kind").annotate(many=Count("pk")).order_by())
    answers = dict(
        ApprovedAnswer.objects.filter(shop_id=shop_id)
        .exclude(category="")
        .values_list("category")
        .annotate(many=Count("pk"))
        .order_by()
    )
    sheets: dict[str, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(shop_id=shop_id, product__isnull=True):
        sheets.setdefault(sheet.category, []).append(sheet)
    names = sorted({*products, *answers, *sheets})
    lines = [_line(name, products, answers, sheets.get(name, [])) for name in names]
    return sorted(lines, key=lambda line: (-line.products, line.name))


def _line(
    name: str, products: dict[str, int], answers: dict[str, int], sheets: Sequence[Sheet]
) -> CategoryLine:
    used = [one for one in sheets if one.live and one.state != ScriptState.RETIRED]
    return CategoryLine(
        name=name,
        products=products.get(name, 0),
        questions=sum(one.kind == SheetKind.QUESTIONS for one in used),
        answers=answers.get(name, 0),
        howtos=sum(one.kind == SheetKind.HOWTO for one in used),
        waits=any(one.state == ScriptState.REVIEW for one in sheets),
    )
