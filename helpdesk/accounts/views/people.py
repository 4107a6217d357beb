"""The people of the shop, and reset links for them."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.access import member_to_reset
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.mail import reset_path
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.queries.people import members_of


@never_cache
@require_safe
@member_view("people.view")
def people(request: MemberRequest) -> HttpResponse:
    """Everybody who is or was in the shop."""
    return _page(request, link=None)


@never_cache
@require_POST
@member_view("people.reset_password")
def issue_link(request: MemberRequest, member_id: int) -> HttpResponse:
    """A one-time link for a colleague: shown in this answer and never again."""
    member = member_to_reset(membership=request.membership, member_id=member_id)
    link = issue_reset_link(actor=request.membership.user, member=member)
    path = reset_path(link)
    base = settings.PUBLIC_URL.rstrip("/")
    shown = {
        "url": base + path if base else request.build_absolute_uri(path),
        "expires_at": link.expires_at,
        "member_name": member.user.shown_name,
    }
    return _page(request, link=shown)


def _page(request: MemberRequest, *, link: dict[str, Any] | None) -> HttpResponse:
    context = {
        "members": members_of(request.membership.shop_id),
        "link": link,
        "nav": "people",
    }
    return render(request, "accounts/people.html", context)
