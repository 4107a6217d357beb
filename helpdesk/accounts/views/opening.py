"""The list of what a new shop needs, and the steps that need nothing of upper apps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helpdesk.accounts.actions.changing_shop import change_shop
from helpdesk.accounts.actions.inviting import Invitee, invite_members
from helpdesk.accounts.actions.opening_list import (
    bring_list_back,
    note_finished,
    put_list_away,
    skip_step,
)
from helpdesk.accounts.invitation_token import token_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.opening_forms import InviteesForm
from helpdesk.accounts.opening_items import step_after, wizard
from helpdesk.accounts.opening_page import around, is_saved, onward
from helpdesk.accounts.queries.invitations import open_invitations
from helpdesk.accounts.queries.opening import opening_list, opening_row
from helpdesk.accounts.queries.people import members_of
from helpdesk.accounts.settings_forms import ShopForm
from helpdesk.accounts.views.one_time_link import shown_once
from helpdesk.kernel.errors import NotFound


@never_cache
@require_safe
@member_view("shop.settings")
def opening(request: MemberRequest) -> HttpResponse:
    """Everything on the list, done or not, with the way to each."""
    shop = request.membership.shop
    row = opening_row(shop.pk)
    found = opening_list(shop, row)
    if not found.left:
        note_finished(shop_id=shop.pk)
    context = {"list": found, "row": row, "nav": "opening"}
    return render(request, "opening/list.html", context)


@never_cache
@require_POST
@member_view("shop.settings")
def skip(request: MemberRequest) -> HttpResponse:
    """Pass a step of the wizard over, and go on."""
    key = request.POST.get("step", "")
    item = next((one for one in wizard() if one.key == key), None)
    if item is None:
        raise NotFound()
    skip_step(actor=request.user, shop_id=request.membership.shop_id, item=item)
    following = step_after(key)
    return redirect(following.page if following else "opening")


@never_cache
@require_POST
@member_view("shop.settings")
def put_away(request: MemberRequest) -> HttpResponse:
    """Show the list no longer on other pages, or (``back``) show it again."""
    place = request.membership
    if request.POST.get("back"):
        bring_list_back(shop_id=place.shop_id)
        return redirect("opening")
    left = len(opening_list(place.shop, opening_row(place.shop_id)).left)
    put_list_away(actor=place.user, shop_id=place.shop_id, left=left)
    return redirect("settings")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def shop_step(request: MemberRequest) -> HttpResponse:
    """Name and clock."""
    place = request.membership
    form = ShopForm(request.POST or None, shop=place.shop)
    if form.is_valid():
        change_shop(actor=place.user, shop_id=place.shop_id, **form.cleaned_data)
        return onward(request, "shop")
    status = 400 if form.is_bound else 200
    context = {**around("shop"), "form": form, "saved": is_saved(request)}
    return render(request, "opening/shop.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("people.manage")
def people_step(request: MemberRequest) -> HttpResponse:
    """Several invitations at once; their links are shown in this answer and never again."""
    place = request.membership
    forms = InviteesForm(request.POST if request.method == "POST" else None)
    links: list[dict[str, Any]] = []
    nobody, status = False, 200
    if forms.is_bound and not forms.is_valid():
        status = 400
    elif forms.is_bound:
        asked = [one.cleaned_data for one in forms if one.cleaned_data.get("name")]
        people = [Invitee(name=one["name"], role=one["role"]) for one in asked]
        for made in invite_members(actor=place.user, shop=place.shop, people=people):
            links.append(
                shown_once(
                    request,
                    path=reverse("join", args=[token_of(made.nonce)]),
                    title=_("请 %(name)s 进来的链接") % {"name": made.name},
                    name=made.name,
                    expires_at=made.expires_at,
                )
            )
        nobody, status = not links, 200 if links else 400
        forms = InviteesForm()
    context = {
        **around("people"),
        "forms": forms,
        "links": links,
        "nobody": nobody,
        "members": [one for one in members_of(place.shop_id) if one.is_active],
        "invitations": open_invitations(place.shop_id),
        "back": reverse("opening-people"),
    }
    return render(request, "opening/people.html", context, status=status)
