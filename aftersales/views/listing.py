"""The list of cases at /cases/, and the count for the rail."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from aftersales.queries.counts import pressing, tab_counts
from aftersales.queries.listing import Asked, list_page
from aftersales.turns import Tab
from helpdesk.accounts.member_view import MemberRequest, member_view


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
def cases(request: MemberRequest) -> HttpResponse:
    """The cases of a tab, as the address asks for them."""
    tab = request.GET.get("tab", "")
    asked = Asked(tab=Tab(tab) if tab in Tab.codes() else Tab.OURS)
    page = list_page(request.membership, asked)
    counts = tab_counts(request.membership.shop_id)
    tabs = [(one, counts.get(one)) for one in Tab]
    return render(
        request, "aftersales/cases.html", {"asked": asked, "tabs": tabs, "cases": page.cases}
    )


@require_safe
@never_cache
@member_view("cases.handle")
def pressing_count(request: MemberRequest) -> JsonResponse:
    """For the rail: what waits for us and is near its limit, and how much of it is past it."""
    count, late = pressing(request.membership.shop_id)
    return JsonResponse({"due": count, "late": late})
