"""The list of products by what is known of them, and the categories."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from scripts_library.knowledge.queries.listing import (
    VIEWS,
    Wanted,
    category_lines,
    counts,
    product_page,
)
from scripts_library.knowledge.standing import is_past
from scripts_library.views.asking import number_of


@never_cache
@require_safe
@member_view("scripts.write")
def products(request: MemberRequest) -> HttpResponse:
    """Every product on the shelf, or those that still need something."""
    ask, shop_id, today = request.GET, request.membership.shop_id, timezone.localdate()
    view = ask.get("view", "")
    wanted = Wanted(
        view=view if view in VIEWS else "",
        words=ask.get("q", "").replace("\x00", "").strip()[:60],
        category=ask.get("kind", "").replace("\x00", "").strip()[:32],
        page=max(1, min(9999, number_of(ask, "page"))),
    )
    page = product_page(shop_id, wanted, today)
    for one in page.products:
        one.is_past = one.has_facts and is_past(one.facts_until, today)
        one.answers = page.answers.get(one.pk, 0)
    kept = {"view": wanted.view, "q": wanted.words, "kind": wanted.category}
    context = {
        "page": page,
        "wanted": wanted,
        "counts": counts(shop_id, today),
        "next": _query(kept, page=wanted.page + 1) if page.more else "",
        "before": _query(kept, page=wanted.page - 1) if wanted.page > 1 else "",
        "keep": _query({"q": wanted.words, "kind": wanted.category}, view=""),
    }
    return render(request, "scripts/knowledge/list.html", context)


@never_cache
@require_safe
@member_view("scripts.write")
def categories(request: MemberRequest) -> HttpResponse:
    """What is asked, answered and explained for whole categories."""
    lines = category_lines(request.membership.shop_id)
    return render(request, "scripts/knowledge/categories.html", {"lines": lines})


def _query(kept: dict[str, str], **other: str | int) -> str:
    facts: dict[str, str | int] = {**kept, **other}
    return "?" + urlencode({name: value for name, value in facts.items() if value})
