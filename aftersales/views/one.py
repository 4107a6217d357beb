"""One case at /cases/<number>/, and the same as a fragment at this moment."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from aftersales.access import case_and_order
from aftersales.doer import staff_of
from aftersales.queries.one_case import scene_of_case
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
@one_moment()
def case_page(request: MemberRequest, case_id: int) -> HttpResponse:
    """Everything about one case, and what can be done with it now."""
    held = case_and_order(request.membership.shop_id, case_id)
    scene = scene_of_case(held, staff_of(request.membership))
    scene["config"] = {
        "order": held.order.pk,
        "now_url": reverse("case-now", args=[case_id]),
        "sign_in_url": reverse("sign-in"),
    }
    return render(request, "aftersales/case.html", scene)


@require_safe
@never_cache
@member_view("cases.handle")
@one_moment()
def case_now(request: MemberRequest, case_id: int) -> HttpResponse:
    """The case as it is now, as a fragment."""
    held = case_and_order(request.membership.shop_id, case_id)
    return render(
        request, "aftersales/_case.html", scene_of_case(held, staff_of(request.membership))
    )
