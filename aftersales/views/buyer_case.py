"""A buyer follows their case, and does what is theirs to do; on a phone, and without a script."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from aftersales.access import case_of_key
from aftersales.actions.serving_buyers import do_deed
from aftersales.buyer_errors import AddressUnknown, told_to_buyer
from aftersales.buyer_words import CAUSES
from aftersales.errors import CaseNotFound
from aftersales.machine.words import Kind, State
from aftersales.models import Case
from aftersales.models.case import WITHOUT_LINES
from aftersales.queries.buyer_opening import kinds_for, opening_allowed
from aftersales.queries.buyer_page import buyer_page
from aftersales.views.buyer_door import Entered, buyer_view, count_try
from aftersales.views.buyer_uploads import form_of, photo_limits
from conversations.case_addresses import opening_address
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Order
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment


@csrf_exempt  # the address is the key, and no cookie is read: another site has nothing to ride on
@require_http_methods(["GET", "HEAD", "POST"])
@buyer_view("case")
def buyer_case(request: HttpRequest, came: Entered, /, **more: Any) -> HttpResponse:
    """The page, or a deed and then the page again."""
    if request.method != "POST":
        with one_moment():
            return _page(request, came, case_named(came))
    case = case_named(came)
    try:
        asked = form_of(request, came.shop.pk)
        count_try(came)
        do_deed(case=case, filled=asked)
    except HelpdeskError as problem:
        with one_moment():
            return _page(request, came, case_of_key(came.shop.pk, case.key), problem=problem)
    return HttpResponseRedirect(f"{address(came)}&done={asked.do}#top", status=303)


def address(came: Entered) -> str:
    """This page, in the language that it is read in."""
    return f"{reverse('buyer-case', args=[came.word])}?lang={came.language}"


def case_named(came: Entered) -> Case:
    """The case of this address, or AddressUnknown."""
    try:
        return case_of_key(came.shop.pk, UUID(came.name))
    except (ValueError, CaseNotFound):
        raise AddressUnknown() from None


def _page(
    request: HttpRequest, came: Entered, case: Case, problem: HelpdeskError | None = None
) -> HttpResponse:
    order = order_of(came.shop.pk, case.order_id)
    whole = case.kind in WITHOUT_LINES
    kinds = [kind for kind in kinds_for(order) if kind not in WITHOUT_LINES]
    context = {
        "page": buyer_page(case, order),
        "shop_name": came.shop.name,
        "word": came.word,
        "slug": came.shop.slug,
        "language": came.language,
        "action": address(came),
        "problem": told_to_buyer(problem) if problem else "",
        "again": _again(came, case, order),
        "said": request.POST if problem else {},
        "done": request.GET.get("done", ""),
        "kinds": [Kind(case.kind)] if whole else kinds,
        "causes": CAUSES.items(),
        "limits": photo_limits(came.shop.pk),
    }
    status = problem.status if problem else 200
    return render(request, "aftersales/buyer/case.html", context, status=status)


def _again(came: Entered, case: Case, order: Order) -> str:
    """Where to apply anew, for a buyer whose case ended without anything done."""
    if case.state not in (State.CANCELLED, State.CLOSED) or not opening_allowed(order):
        return ""
    return f"{opening_address(came.shop.slug, order.number)}?lang={came.language}"
