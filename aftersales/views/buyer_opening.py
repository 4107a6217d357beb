"""A buyer applies for something about an order of theirs, in plain steps on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from aftersales.actions.serving_buyers import open_for_buyer
from aftersales.buyer_errors import AddressUnknown, OpeningOff, told_to_buyer
from aftersales.buyer_words import CAUSES
from aftersales.models import Case
from aftersales.queries.buyer_opening import opening_allowed, opening_page
from aftersales.views.buyer_door import Entered, buyer_view, count_try
from aftersales.views.buyer_uploads import form_of, photo_limits
from conversations.case_addresses import case_address
from helpdesk.commerce.access import order_by_number
from helpdesk.commerce.models import Order
from helpdesk.kernel.errors import HelpdeskError, NotFound


@csrf_exempt  # as in buyer_case.py
@require_http_methods(["GET", "HEAD", "POST"])
@buyer_view("order")
def buyer_opening(request: HttpRequest, came: Entered, /, **more: Any) -> HttpResponse:
    """The form, or an application and then its page."""
    try:
        order = order_by_number(came.shop.pk, came.name)
    except NotFound:
        raise AddressUnknown() from None
    if not opening_allowed(order):
        raise OpeningOff()
    if request.method != "POST":
        return _page(request, came, order)
    try:
        asked = form_of(request, came.shop.pk)
        count_try(came)
        case = open_for_buyer(order=order, filled=asked)
    except HelpdeskError as problem:
        return _page(request, came, order, problem)
    return HttpResponseRedirect(f"{_address(came, case)}&done=open#top", status=303)


def _address(came: Entered, case: Case) -> str:
    return f"{case_address(came.shop.slug, str(case.key))}?lang={came.language}"


def _page(
    request: HttpRequest, came: Entered, order: Order, problem: HelpdeskError | None = None
) -> HttpResponse:
    page = opening_page(order)
    said = request.POST if problem else {}
    context = {
        "page": page,
        "cases": [(case, head, _address(came, case)) for case, head in page.cases],
        "shop_name": came.shop.name,
        "slug": came.shop.slug,
        "language": came.language,
        "action": f"{reverse('buyer-case-open', args=[came.word])}?lang={came.language}",
        "problem": told_to_buyer(problem) if problem else "",
        "said": said,
        "chosen": request.POST.getlist("line") if problem else [],
        "causes": CAUSES.items(),
        "limits": photo_limits(came.shop.pk),
    }
    status = problem.status if problem else 200
    return render(request, "aftersales/buyer/opening.html", context, status=status)
