"""The list of cases at /cases/, the same as a fragment, and the count for the rail."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from aftersales.causes import Cause
from aftersales.machine.words import Kind
from aftersales.queries.counts import pressing
from aftersales.queries.list_scene import scene_of_list
from aftersales.queries.listing import Asked, Goods
from aftersales.queries.trouble import since_of, trouble_days
from aftersales.turns import Tab
from aftersales.wizard.draft import number_in
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.models import Platform
from helpdesk.commerce.search_words import MOST
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
@one_moment()
def cases(request: MemberRequest) -> HttpResponse:
    """The cases of a tab, as the address asks for them."""
    config = {"now_url": reverse("cases-now"), "sign_in_url": reverse("sign-in")}
    return render(request, "aftersales/cases.html", {**_now(request), "config": config})


@require_safe
@never_cache
@member_view("cases.handle")
@one_moment()
def cases_now(request: MemberRequest) -> HttpResponse:
    """Everything that moves, as a fragment; ``?after=`` the rows behind a page."""
    return render(request, "aftersales/_cases_now.html", _now(request))


@require_safe
@never_cache
@member_view("cases.handle")
@one_moment()
def pressing_count(request: MemberRequest) -> JsonResponse:
    """For the rail: what waits for us and is near its limit, and how much of it is past it."""
    count, late = pressing(request.membership.shop_id)
    return JsonResponse({"due": count, "late": late})


def _now(request: MemberRequest) -> dict[str, Any]:
    said = request.GET

    def known(name: str, codes: list[str]) -> str:
        word = said.get(name, "")
        return word if word in codes else ""

    asked = Asked(
        tab=Tab(known("tab", Tab.codes()) or Tab.OURS),
        kind=known("kind", Kind.codes()),
        cause=known("cause", Cause.codes()),
        platform=known("platform", Platform.values),
        mine=said.get("mine") == "1",
        goods=_goods(request),
    )
    words = said.get("q", "").replace("\x00", "").strip()[:MOST]
    return scene_of_list(request.membership, asked, words=words, after=said.get("after", "")[:200])


def _goods(request: MemberRequest) -> Goods | None:
    product = number_in(request.GET.get("product"))
    if product is None:
        return None
    since = since_of(trouble_days(request.membership.shop_id))
    return Goods(product, number_in(request.GET.get("sku")), since)
