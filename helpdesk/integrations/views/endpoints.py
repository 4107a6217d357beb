"""The owner's pages of webhooks: all endpoints, a new one, one of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.integrations.access import delivery_for_member, endpoint_for_member
from helpdesk.integrations.actions.making import make_endpoint
from helpdesk.integrations.errors import DescriptionWrong, KindsMissing
from helpdesk.integrations.forms import SinceForm
from helpdesk.integrations.kinds import registered_kinds
from helpdesk.integrations.models import WebhookEndpoint
from helpdesk.integrations.queries.deliveries import (
    DeliveryFilter,
    deliveries_of,
    is_tried,
    shown,
)
from helpdesk.integrations.queries.endpoints import LATEST, endpoints_of, failed_count
from helpdesk.integrations.signing import secret_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError, NotFound

RIGHT = "integrations.manage"

SHOW_SECRET = "show_webhook_secret"
"""The session's key for the endpoint whose secret the next page shows, once."""

LATEST_SHOWN = 8


@never_cache
@require_safe
@member_view(RIGHT)
def webhooks(request: MemberRequest) -> HttpResponse:
    """Where the shop's events go, and whether they arrive."""
    lines = endpoints_of(request.membership.shop_id)
    context = {"lines": lines, "latest": LATEST, "nav": "webhooks"}
    return render(request, "webhooks/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view(RIGHT)
def new_webhook(request: MemberRequest) -> HttpResponse:
    """One more address. Its secret is shown on the page that follows."""
    if request.method != "POST":
        return _new_page(request, typed={"kinds": []})
    typed, member = typed_in(request), request.membership
    try:
        made = make_endpoint(actor=member.user, shop_id=member.shop_id, **typed)
    except HelpdeskError as problem:
        return _new_page(request, typed=typed, problem=problem)
    request.session[SHOW_SECRET] = made.endpoint.pk
    return redirect("webhook", made.endpoint.pk)


@never_cache
@require_safe
@member_view(RIGHT)
def webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """One address: its state, what it hears, a try, its secret, its latest deliveries."""
    endpoint = endpoint_for_member(membership=request.membership, endpoint_id=endpoint_id)
    return endpoint_page(request, endpoint)


def typed_in(request: MemberRequest) -> dict[str, Any]:
    """What stands in the fields of an endpoint."""
    return {
        "address": request.POST.get("address", ""),
        "description": request.POST.get("description", ""),
        "kinds": request.POST.getlist("kinds"),
    }


def endpoint_page(
    request: MemberRequest,
    endpoint: WebhookEndpoint,
    *,
    typed: dict[str, Any] | None = None,
    problem: HelpdeskError | None = None,
) -> HttpResponse:
    """The page of an endpoint; with what was typed and what is wrong with it."""
    nonce, shop_id = endpoint.secret_nonce, endpoint.shop_id
    shows = request.session.get(SHOW_SECRET) == endpoint.pk
    if shows:
        del request.session[SHOW_SECRET]
    kept = {name: getattr(endpoint, name) for name in ("address", "description", "kinds")}
    wanted = DeliveryFilter(endpoint=endpoint.pk)
    previous = endpoint.previous_until
    context = {
        "endpoint": endpoint,
        "typed": typed or kept,
        "kinds": registered_kinds(),
        "problem": _placed(problem),
        "secret": secret_of(shop_id, nonce) if shows else "",
        "both_until": previous if previous and previous > now() else None,
        "log": deliveries_of(shop_id, wanted, LATEST_SHOWN),
        "failed": failed_count(endpoint),
        "since": SinceForm(),
        "saved": "saved" in request.GET and request.method == "GET",
        "again": request.GET.get("again", ""),
        "nav": "webhooks",
        **_test(request, endpoint),
    }
    status = problem.status if problem else 200
    return render(request, "webhooks/endpoint.html", context, status=status)


def _test(request: MemberRequest, endpoint: WebhookEndpoint) -> dict[str, Any]:
    """The test that was just sent, named in the address."""
    asked = request.GET.get("test", "")
    if not (asked.isdecimal() and len(asked) < 19):
        return {}
    try:
        row = delivery_for_member(membership=request.membership, delivery_id=int(asked))
    except NotFound:
        return {}
    if row.endpoint_id != endpoint.pk:
        return {}
    return {"one": shown(row), "is_tried": is_tried(row)}


def _placed(problem: HelpdeskError | None) -> dict[str, Any] | None:
    """What is wrong, and beside which field it is said."""
    if problem is None:
        return None
    places = {KindsMissing.code: "kinds", DescriptionWrong.code: "description"}
    return {"in": places.get(problem.code, "address"), **problem.as_json()}


def _new_page(
    request: MemberRequest, *, typed: dict[str, Any], problem: HelpdeskError | None = None
) -> HttpResponse:
    context = {
        "typed": typed,
        "kinds": registered_kinds(),
        "problem": _placed(problem),
        "nav": "webhooks",
    }
    status = problem.status if problem else 200
    return render(request, "webhooks/new.html", context, status=status)
