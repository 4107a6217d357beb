"""The page behind an invitation: for somebody without an account, or with one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.access import SHOP_KEY
from helpdesk.accounts.actions.inviting import join_as, join_with_new_account
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.errors import AlreadyMember, InvitationProblem, UsernameTaken
from helpdesk.accounts.models import Invitation, User
from helpdesk.accounts.people_forms import JoinForm
from helpdesk.accounts.queries.invitations import in_words, invitation_behind
from helpdesk.accounts.queries.memberships import active_memberships
from helpdesk.accounts.views.signing_in import open_session


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, invitation: str) -> HttpResponse:
    """Who invites whom to what; by POST the person is in and signed in."""
    try:
        found = invitation_behind(invitation)
        if isinstance(request.user, User):
            return _with_account(request, request.user, invitation, found)
        return _as_newcomer(request, invitation, found)
    except InvitationProblem as problem:
        gone: dict[str, Any] = {"problem": problem.problem, "words": problem.as_json()}
        return render(request, "accounts/join.html", gone, status=problem.status)


def _as_newcomer(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    form = JoinForm(
        request.POST or None, invited=found.name, initial={"alias": found.alias or found.name}
    )
    status = 200
    if form.is_valid():
        alias = form.cleaned_data["alias"]
        try:
            signed_in = join_with_new_account(
                token=token,
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                alias="" if alias == found.name else alias,
                address=client_address(request),
            )
        except UsernameTaken as problem:
            form.add_error("username", problem.told())
            status = problem.status
        else:
            open_session(request, signed_in)
            return redirect("desk")
    return _page(request, found, status=status, form=form)


def _with_account(
    request: HttpRequest, person: User, token: str, found: Invitation
) -> HttpResponse:
    if any(place.shop_id == found.shop_id for place in active_memberships(person.pk)):
        words = AlreadyMember(shop=found.shop.name).as_json()
        status = AlreadyMember.status if request.method == "POST" else 200
        return _page(request, found, status=status, person=person, already=words)
    if request.method != "POST":
        return _page(request, found, person=person)
    member = join_as(actor=person, token=token)
    request.session[SHOP_KEY] = member.shop_id
    return redirect("desk")


def _page(
    request: HttpRequest, found: Invitation, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"invitation": in_words(found), "shop": found.shop, **more}
    return render(request, "accounts/join.html", context, status=status)
