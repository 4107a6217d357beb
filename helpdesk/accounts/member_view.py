"""How a page finds out for whom it is: one decorator before every view behind the door."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from helpdesk.accounts.access import current_membership, require
from helpdesk.accounts.elsewhere import place_elsewhere
from helpdesk.accounts.errors import SignInRequired
from helpdesk.accounts.forms import SignInForm
from helpdesk.accounts.kept_form import kept_from
from helpdesk.accounts.mail import smtp_is_set
from helpdesk.accounts.models import Membership, User
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.middleware import wants_json

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


class MemberRequest(PersonRequest):
    """A request of a member, in the shop that the session works in."""

    membership: Membership


def member_view(
    permission: str | None = None,
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Give the view ``request.membership`` and the shop's clock, or answer in its place.

    Nobody signed in: to the door and back (401 to scripts). In no shop: 403. Without the
    permission: 403 with the reason. What is in another of the person's shops: an offer to change.
    """

    def wrap(
        view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                membership = current_membership(request)
            except SignInRequired:
                return to_the_door(request)
            if permission is not None:
                require(membership, permission)
            with timezone.override(ZoneInfo(membership.shop.time_zone)):
                try:
                    return view(cast(MemberRequest, request), *args, **kwargs)
                except NotFound:
                    elsewhere = _elsewhere(request, membership, kwargs)
                    if elsewhere is None:
                        raise
                    return elsewhere

        return guarded

    return wrap


def signed_in_view(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For what belongs to the account whatever the shop: password, preferences, signing out."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_the_door(request)
        return view(cast(PersonRequest, request), *args, **kwargs)

    return guarded


def _elsewhere(
    request: HttpRequest, membership: Membership, arguments: Mapping[str, Any]
) -> HttpResponseBase | None:
    """A page that was followed into another of one's own shops offers to change over."""
    is_page = (
        request.method in {"GET", "HEAD"}
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )
    if not is_page or wants_json(request) or "HX-Request" in request.headers:
        return None
    place = place_elsewhere(membership, arguments)
    if place is None:
        return None
    context = {"place": place, "next": request.get_full_path()}
    return render(request, "accounts/elsewhere.html", context, status=404)


def to_the_door(request: HttpRequest) -> HttpResponseBase:
    """A page goes to the sign-in page and comes back; a script is told 401. A form that was
    filled in keeps its words on the page of the door (`kept_form.py`)."""
    if wants_json(request) or "HX-Request" in request.headers:
        raise SignInRequired()
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    kept = kept_from(request)
    if kept is None:
        return redirect(settings.LOGIN_URL)
    context = {"form": SignInForm(), "smtp": smtp_is_set(), "kept": kept}
    page = render(request, "accounts/sign_in.html", context, status=401)
    add_never_cache_headers(page)
    return page
