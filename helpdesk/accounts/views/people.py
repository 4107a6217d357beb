"""The people of the shop: who is in, what each role may, invitations, and reset links."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helpdesk.accounts.access import invitation_for_person, member_to_reset
from helpdesk.accounts.actions.inviting import invite_member
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.actions.withdrawing import withdraw_invitation
from helpdesk.accounts.invitation_token import token_of
from helpdesk.accounts.mail import reset_path
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.models import Role
from helpdesk.accounts.people_forms import InviteForm
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.queries.invitations import open_invitations
from helpdesk.accounts.queries.people import members_of, permission_table
from helpdesk.accounts.views.one_time_link import shown_once


@never_cache
@require_safe
@member_view("people.view")
def people(request: MemberRequest) -> HttpResponse:
    """Everybody who is or was in the shop."""
    return _page(request)


@never_cache
@require_POST
@member_view("people.reset_password")
def issue_link(request: MemberRequest, member_id: int) -> HttpResponse:
    """A one-time link for a colleague: shown in this answer and never again."""
    member = member_to_reset(membership=request.membership, member_id=member_id)
    link = issue_reset_link(actor=request.membership.user, member=member)
    name = member.user.shown_name
    shown = shown_once(
        request,
        path=reset_path(link),
        title=_("给 %(name)s 的重设密码链接") % {"name": name},
        name=name,
        expires_at=link.expires_at,
    )
    return _page(request, link=shown)


@never_cache
@require_POST
@member_view("people.manage")
def invite(request: MemberRequest) -> HttpResponse:
    """A one-time link for a new colleague: shown in this answer and never again."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=400)
    place = request.membership
    invitation = invite_member(actor=place.user, shop=place.shop, **form.cleaned_data)
    shown = shown_once(
        request,
        path=reverse("join", args=[token_of(invitation.nonce)]),
        title=_("请 %(name)s 进来的链接") % {"name": invitation.name},
        name=invitation.name,
        expires_at=invitation.expires_at,
    )
    return _page(request, link=shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def withdraw(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """Ask once, in words; then the link is dead."""
    invitation = invitation_for_person(membership=request.membership, invitation_id=invitation_id)
    if request.method == "POST":
        withdraw_invitation(actor=request.membership.user, invitation=invitation)
        return redirect("people")
    context = {
        "invitation": invitation,
        "role_label": Role(invitation.role).label,
        "nav": "people",
    }
    return render(request, "accounts/withdraw.html", context)


def _page(
    request: MemberRequest,
    *,
    link: dict[str, Any] | None = None,
    form: InviteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    place = request.membership
    members = members_of(place.shop_id)
    manages = allows(place.role, "people.manage")
    active = [one for one in members if one.is_active]
    context = {
        "members": members,
        "active_count": len(active),
        "roles": [
            {"label": role.label, "count": sum(one.role == role for one in active)} for role in Role
        ],
        "rights": permission_table(),
        "invitations": open_invitations(place.shop_id) if manages else [],
        "form": (form or InviteForm()) if manages else None,
        "link": link,
        "nav": "people",
        "back": reverse("people"),
    }
    return render(request, "accounts/people.html", context, status=status)
