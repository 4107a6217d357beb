"""The page of one product or category: what is known, what waits, the forms to change it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.access import product_of_shop
from helpdesk.commerce.queries.couriers import courier_names
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment
from scripts_library.differences import difference
from scripts_library.knowledge.access import sheet_of, subject_of
from scripts_library.knowledge.contents import as_text
from scripts_library.knowledge.facts import Facts
from scripts_library.knowledge.models import SheetKind
from scripts_library.knowledge.policy_rules import STOCK_DAYS, VALID_DAYS
from scripts_library.knowledge.queries.about import Open, answers_about, sheets_about
from scripts_library.knowledge.questions import GIVES
from scripts_library.knowledge.standing import is_old
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.views.typing import shown
from scripts_library.queries.passages import passages_of
from scripts_library.variables import registered_variables

EVERY = {
    True: (SheetKind.FACTS, SheetKind.PITCH, SheetKind.HOWTO),
    False: (SheetKind.QUESTIONS, SheetKind.HOWTO),
}
"""The kinds that a product's page shows, and those of a category's."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was just typed, into which form, and what is wrong with it."""

    at: str
    problem: HelpdeskError
    content: dict[str, Any] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


@never_cache
@require_safe
@member_view("scripts.write")
def product(request: MemberRequest, product_id: int) -> HttpResponse:
    """One product."""
    product_of_shop(request.membership.shop_id, product_id)
    return subject_page(request, Subject(product_id=product_id))


@never_cache
@require_safe
@member_view("scripts.write")
def category(request: MemberRequest) -> HttpResponse:
    """One category, by its name; without one, the list of all."""
    name = request.GET.get("kind", "").strip()[:64]
    if not name:
        return redirect("knowledge-categories")
    try:
        subject, _called = subject_of(request.membership.shop_id, Subject(category=name))
    except HelpdeskError:
        return redirect("knowledge-categories")
    return subject_page(request, subject)


@require_safe
@member_view("scripts.write")
def sheet(request: MemberRequest, sheet_id: int) -> HttpResponse:
    """The page on which a sheet stands: where the record leads."""
    found = sheet_of(membership=request.membership, sheet_id=sheet_id)
    return redirect(address_of(Subject(found.product_id, found.category)))


def address_of(subject: Subject) -> str:
    """The page of a product or category."""
    if subject.product_id is not None:
        return reverse("knowledge-product", args=[subject.product_id])
    return f"{reverse('knowledge-category')}?{urlencode({'kind': subject.category})}"


@one_moment()
def subject_page(
    request: MemberRequest, subject: Subject, refused: Refused | None = None
) -> HttpResponse:
    """The page; after a refusal with what was typed still in its form."""
    shop_id, today = request.membership.shop_id, timezone.localdate()
    sheets = sheets_about(shop_id=shop_id, subject=subject, today=today)
    of_product = subject.product_id is not None
    stock_days = int(value_of(shop_id, STOCK_DAYS))
    until = today + timedelta(days=int(value_of(shop_id, VALID_DAYS)))
    parts = [
        _part(one, kind, refused, until.isoformat(), stock_days)
        for kind in EVERY[of_product]
        for one in _with_new(sheets[kind], kind)
    ]
    context = {
        "subject": subject,
        "product": product_of_shop(shop_id, subject.product_id) if subject.product_id else None,
        "called": subject.category,
        "parts": [one for one in parts if one["kind"] != SheetKind.HOWTO],
        "howtos": [one for one in parts if one["kind"] == SheetKind.HOWTO],
        "answers": answers_about(shop_id=shop_id, subject=subject),
        "couriers": courier_names(shop_id) if of_product else [],
        "gives": GIVES.items(),
        "variables": registered_variables(),
        "passages": sorted(passages_of(shop_id)),
        "refused": refused,
        "today": today.isoformat(),
    }
    status = refused.problem.status if refused else 200
    return render(request, "scripts/knowledge/page.html", context, status=status)


def _with_new(found: Sequence[Open], kind: str) -> list[Open | None]:
    """The sheets of a kind, and an empty one where another may be added."""
    if kind == SheetKind.HOWTO:
        return [*found, None]
    return list(found) if found else [None]


def _is_old(told: Facts, days: int) -> bool:
    return bool(told.stock) and is_old(told.stock_on, timezone.localdate(), days=days)


def _part(
    one: Open | None, kind: str, refused: Refused | None, until: str, stock_days: int
) -> dict[str, Any]:
    """One sheet as the page shows and edits it."""
    at = f"{kind}-{one.sheet.pk}" if one else kind
    # Who wrote the first of a kind may find that a colleague's first stands there by now.
    places = {at} if kind == SheetKind.HOWTO else {at, kind}
    mine = refused if refused and refused.at in places else None
    content = mine.content if mine else one.newest.content if one else {}
    part: dict[str, Any] = {
        "at": at,
        "kind": kind,
        "label": SheetKind(kind).label,
        "open": one,
        "form": shown(kind, content),
        "source": mine.values.get("source", "") if mine else one.newest.source if one else "",
        "until": until,
        "problem": mine.problem if mine else None,
    }
    if mine:
        part["until"] = mine.values.get("valid_until", "")
    elif one is not None:
        ends = one.newest.valid_until if one.waits else one.sheet.valid_until
        part["until"] = until if one.is_past else ends.isoformat() if ends else ""
    elif kind != SheetKind.FACTS:
        part["until"] = ""
    if one is not None:
        part["content"] = one.shown.content
        if kind == SheetKind.FACTS:
            told = Facts.of(one.shown.content)
            part |= {"rows": told.rows(), "told": told, "stock_is_old": _is_old(told, stock_days)}
        if one.waits and one.in_force:
            before, after = (as_text(kind, each.content) for each in (one.in_force, one.newest))
            part["change"] = difference(before, after)
        part["fresh_until"] = until
    return part
