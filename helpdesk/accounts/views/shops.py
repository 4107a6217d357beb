"""One person's several shops: opening another, and working in another."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.accounts.access import SHOP_KEY, may_open_shop, place_of
from helpdesk.accounts.actions.opening_shop import open_shop
from helpdesk.accounts.actions.switching_shop import follow_session
from helpdesk.accounts.member_view import MemberRequest, PersonRequest, member_view, signed_in_view
from helpdesk.accounts.opening_errors import AddressTaken, OpeningNotAllowed
from helpdesk.accounts.opening_forms import NewShopForm


@never_cache
@require_POST
@signed_in_view
def switch(request: PersonRequest) -> HttpResponse:
    """Work in another of one's shops: pages at once, open desks as soon as they hear of it."""
    place = place_of(request.user, request.POST.get("shop", ""))
    _work_in(request, place.shop_id)
    wanted = request.POST.get("next", "")
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if local else "desk")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def new_shop(request: MemberRequest) -> HttpResponse:
    """Another shop of an owner's own, where the installation allows it."""
    if not may_open_shop(request.user):
        raise OpeningNotAllowed()
    form = NewShopForm(request.POST or None)
    if form.is_valid():
        try:
            shop = open_shop(actor=request.user, **form.cleaned_data)
        except AddressTaken as problem:
            form.add_error("slug", problem.told())
        else:
            _work_in(request, shop.pk)
            return redirect("opening-platforms")
    status = 400 if form.is_bound else 200
    context = {"form": form, "base": request.build_absolute_uri("/chat/"), "nav": "new-shop"}
    return render(request, "opening/new_shop.html", context, status=status)


def _work_in(request: PersonRequest, shop_id: int) -> None:
    request.session[SHOP_KEY] = shop_id
    request.session.save()  # before the sockets hear of it: they ask the session where to go
    follow_session(session_key=request.session.session_key)
