"""The owner's page for the widget: snippet, look, websites, signing secret."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.fitting_widget import (
    allow_origin,
    change_look,
    drop_origin,
    renew_secret,
)
from conversations.models import Corner
from conversations.queries.sightings import sites_seen, tried_at
from conversations.queries.widget import widget_of
from conversations.views.embedded import own_sites
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError

SWATCHES = ("#1d6079", "#7a4f6d", "#2b6440", "#8a5a12", "#333333")


@never_cache
@require_safe
@member_view("shop.settings")
def widget_settings(request: MemberRequest) -> HttpResponse:
    """All of it on one page."""
    return _page(request)


@never_cache
@require_POST
@member_view("shop.settings")
def save_look(request: MemberRequest) -> HttpResponse:
    """Colour, corner, greeting."""
    form = {name: request.POST.get(name, "") for name in ("colour", "position", "greeting")}
    member = request.membership
    return _done(
        request,
        "look",
        lambda: change_look(actor=member.user, shop_id=member.shop_id, **form),
    )


@never_cache
@require_POST
@member_view("shop.settings")
def add_origin(request: MemberRequest) -> HttpResponse:
    """One more website."""
    member, typed = request.membership, request.POST.get("origin", "")
    return _done(
        request,
        "origin",
        lambda: allow_origin(actor=member.user, shop_id=member.shop_id, typed=typed),
    )


@never_cache
@require_POST
@member_view("shop.settings")
def remove_origin(request: MemberRequest) -> HttpResponse:
    """One website less."""
    member, origin = request.membership, request.POST.get("origin", "")
    drop_origin(actor=member.user, shop_id=member.shop_id, origin=origin)
    return redirect("widget-settings")


@never_cache
@require_POST
@member_view("shop.settings")
def make_secret(request: MemberRequest) -> HttpResponse:
    """A new signing secret: shown in this answer and never again."""
    member = request.membership
    secret = renew_secret(actor=member.user, shop_id=member.shop_id)
    return _page(request, secret=secret)


def _done(request: MemberRequest, part: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except HelpdeskError as problem:
        return _page(request, problem={"in": part, **problem.as_json()}, status=problem.status)
    return redirect("widget-settings")


def _page(
    request: MemberRequest,
    *,
    secret: str = "",
    problem: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    shop = request.membership.shop
    own, other = own_sites(request)[0], own_sites(request)[-1]
    context = {
        "widget": widget_of(shop.pk),
        "swatches": SWATCHES,
        "corners": Corner.choices,
        "src": f"{own}{reverse('widget-script')}",
        "try_url": f"{other}{reverse('widget-try', args=[shop.slug])}",
        "sites": sites_seen(shop.pk),
        "tried": tried_at(shop.pk, own_sites(request)),
        "secret": secret,
        "problem": problem,
        "typed": request.POST.get("origin", "") if problem else "",
        "nav": "widget",
    }
    return render(request, "settings/widget.html", context, status=status)
