"""One case at /cases/<number>/."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from aftersales.access import case_of
from helpdesk.accounts.member_view import MemberRequest, member_view


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
def case_page(request: MemberRequest, case_id: int) -> HttpResponse:
    """Everything about one case, and what can be done with it now."""
    case = case_of(request.membership.shop_id, case_id)
    events = case.events.order_by("-version")
    return render(request, "aftersales/case.html", {"case": case, "events": events})
