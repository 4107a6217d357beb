"""One member of the shop: role and public name, out and back in, and the shop handed over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.access import member_to_manage
from helpdesk.accounts.actions.changing_roles import (
    change_member,
    restore_member,
    transfer_ownership,
)
from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.errors import LastOwner
from helpdesk.accounts.left_behind import left_behind
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.models import Role
from helpdesk.accounts.people_forms import MemberForm, TransferForm
from helpdesk.accounts.queries.people import heirs_of
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def member(request: MemberRequest, member_id: int) -> HttpResponse:
    """Role and public name; for somebody who is out, the way back in."""
    row = member_to_manage(membership=request.membership, member_id=member_id)
    form = MemberForm(request.POST or None, initial={"role": row.role, "alias": row.alias})
    status = 200
    if request.method == "POST" and form.is_valid():
        act = change_member if row.is_active else restore_member
        try:
            act(actor=request.membership.user, member=row, **form.cleaned_data)
        except LastOwner as problem:
            form.add_error("role", problem.told())
            status = problem.status
        else:
            return redirect("people")
    context = {"member": row, "role_label": Role(row.role).label, "form": form, "nav": "people"}
    return render(request, "accounts/member.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def deactivate(request: MemberRequest, member_id: int) -> HttpResponse:
    """Say what will happen to them and to their chats; then put them out."""
    row = member_to_manage(membership=request.membership, member_id=member_id)
    problem: HelpdeskError | None = None
    if request.method == "POST":
        try:
            deactivate_member(actor=request.membership.user, member=row)
        except LastOwner as refused:
            problem = refused
        else:
            return redirect("people")
    context = {
        "member": row,
        "role_label": Role(row.role).label,
        "left_behind": left_behind(row.shop_id, row.pk),
        "problem": problem.as_json() if problem else None,
        "nav": "people",
    }
    status = problem.status if problem else 200
    return render(request, "accounts/deactivate.html", context, status=status)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("people.manage")
def transfer(request: MemberRequest) -> HttpResponse:
    """Hand the shop to a colleague: both are named, and the password is asked once more."""
    owner = request.membership
    heirs = heirs_of(owner.shop_id)
    form = TransferForm(request.POST or None, heirs=heirs)
    status = 200
    if form.is_valid():
        try:
            transfer_ownership(
                owner=owner,
                heir=form.cleaned_data["heir"],
                password=form.cleaned_data["password"],
                address=client_address(request),
            )
        except HelpdeskError as problem:
            form.add_error("password", problem.told())
            status = problem.status
        else:
            return redirect("people")
    context = {"form": form, "heirs": heirs, "nav": "people"}
    return render(request, "accounts/transfer.html", context, status=status)
