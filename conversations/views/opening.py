"""The steps of opening a shop that are about its chat: how it looks, and putting it on the site."""

from collections.abc import Callable

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from conversations.actions.fitting_widget import allow_origin, change_look
from conversations.models import Corner
from conversations.queries.sightings import sites_seen, tried_at
from conversations.queries.widget import widget_of
from conversations.views.embedded import own_sites
from conversations.views.widget_settings import SWATCHES
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.opening_page import around, is_saved, onward
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def look_step(request: MemberRequest) -> HttpResponse:
    """Colour, corner, greeting; a greeting is proposed, and kept only when it is saved."""
    place = request.membership
    form = {name: request.POST.get(name, "") for name in ("colour", "position", "greeting")}
    problem = None
    if request.method == "POST":
        problem = _problem_of(lambda: change_look(actor=place.user, shop_id=place.shop_id, **form))
        if problem is None:
            return onward(request, "look")
    widget = widget_of(place.shop_id)
    if problem:
        widget.position, widget.greeting = form["position"], form["greeting"]
    context = {
        **around("look"),
        "widget": widget,
        "greeting": widget.greeting
        or _("您好，这里是%(shop)s，有什么想问的直接写。") % {"shop": place.shop.name},
        "swatches": SWATCHES,
        "corners": Corner.choices,
        "problem": problem.as_json() if problem else None,
        "saved": is_saved(request),
    }
    return render(request, "opening/look.html", context, status=problem.status if problem else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def site_step(request: MemberRequest) -> HttpResponse:
    """The line of code, the websites that may carry it, and where it was really seen."""
    place, typed = request.membership, request.POST.get("origin", "").strip()
    problem = None
    if request.method == "POST" and (typed or request.POST.get("then") != "next"):
        problem = _problem_of(
            lambda: allow_origin(actor=place.user, shop_id=place.shop_id, typed=typed)
        )
    if request.method == "POST" and problem is None:
        return onward(request, "site")
    own, other = own_sites(request)[0], own_sites(request)[-1]
    context = {
        **around("site"),
        "sites": sites_seen(place.shop_id),
        "tried": tried_at(place.shop_id, own_sites(request)),
        "src": f"{own}{reverse('widget-script')}",
        "try_url": f"{other}{reverse('widget-try', args=[place.shop.slug])}",
        "typed": typed,
        "problem": problem.as_json() if problem else None,
        "saved": is_saved(request),
    }
    return render(request, "opening/site.html", context, status=problem.status if problem else 200)


@never_cache
@require_safe
@member_view("shop.settings")
def sightings(request: MemberRequest) -> HttpResponse:
    """Where the widget has been seen by now: asked every few seconds while one waits for it."""
    shop_id = request.membership.shop_id
    tried = tried_at(shop_id, own_sites(request))
    seen = {site.origin: site.last_said for site in sites_seen(shop_id)}
    return JsonResponse({"sites": seen, "tried": tried.last_said if tried else ""})


def _problem_of(act: Callable[[], object]) -> HelpdeskError | None:
    try:
        act()
    except HelpdeskError as problem:
        return problem
    return None
