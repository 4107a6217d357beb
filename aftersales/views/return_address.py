"""Where buyers send goods back to: one line, a rule of the shop like any other."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aftersales.policy_rules import LONGEST_ADDRESS, RETURN_ADDRESS
from helpdesk.accounts.actions.changing_rules import change_rule
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.errors import HelpdeskError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_view("shop.settings")
def return_address(request: MemberRequest) -> HttpResponse:
    """Shows and saves it; what was typed stays where it does not fit."""
    member = request.membership
    if request.method != "POST":
        return _page(request, value_of(member.shop_id, RETURN_ADDRESS))
    typed = " ".join(request.POST.get("address", "").split())
    seen = request.POST.get("seen", "")
    try:
        change_rule(
            actor=member.user,
            shop_id=member.shop_id,
            name=RETURN_ADDRESS,
            value=typed,
            reason="",
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else 0,
        )
    except HelpdeskError as problem:
        return _page(request, typed, problem)
    return redirect(f"{reverse('return-address')}?saved=1")


def _page(request: MemberRequest, typed: str, problem: HelpdeskError | None = None) -> HttpResponse:
    latest = latest_version(request.membership.shop_id, RETURN_ADDRESS)
    context = {
        "typed": typed,
        "seen": latest.pk if latest else 0,
        "longest": LONGEST_ADDRESS,
        "problem": problem.as_json() if problem else None,
        "saved": request.GET.get("saved") == "1",
        "nav": "return-address",
    }
    status = problem.status if problem else 200
    return render(request, "settings/return_address.html", context, status=status)
