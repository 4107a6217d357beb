"""Passwords: one's own, forgotten, and set anew by a link."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.actions.passwords import change_password
from helpdesk.accounts.actions.reset_links import request_reset_link, use_reset_link
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.errors import ResetLinkProblem
from helpdesk.accounts.forms import ChangePasswordForm, ForgotForm, NewPasswordForm
from helpdesk.accounts.mail import smtp_is_set
from helpdesk.accounts.member_view import PersonRequest, signed_in_view
from helpdesk.accounts.queries.reset_links import link_behind
from helpdesk.kernel.errors import HelpdeskError

PASSWORD_FIELDS = ("old_password", "new_password1", "new_password2")


@never_cache
@sensitive_post_parameters(*PASSWORD_FIELDS)
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_view
def change_own_password(request: PersonRequest) -> HttpResponse:
    """This session goes on under a new key; all others of the person are over."""
    form = ChangePasswordForm(request.user, request.POST or None)
    status = 200
    if form.is_valid():
        try:
            user = change_password(
                actor=request.user,
                old_password=form.cleaned_data["old_password"],
                new_password=form.cleaned_data["new_password1"],
                address=client_address(request),
                session_key=request.session.session_key,
            )
        except HelpdeskError as problem:
            form.add_error("old_password", problem.told())
            status = problem.status
        else:
            update_session_auth_hash(request, user)
            return redirect("desk")
    return render(request, "accounts/password_change.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    """What to do; with SMTP a letter, and the same answer whether anybody has the address."""
    form = ForgotForm(request.POST or None)
    sent = smtp_is_set() and form.is_valid()
    if sent:
        request_reset_link(email=form.cleaned_data["email"])
    context = {"form": form, "smtp": smtp_is_set(), "sent": sent}
    return render(request, "accounts/forgot.html", context)


@never_cache
@sensitive_post_parameters(*PASSWORD_FIELDS)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_reset(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind a link, or why the link opens nothing."""
    try:
        link = link_behind(token)
        form = NewPasswordForm(link.user, request.POST or None)
        if form.is_valid():
            use_reset_link(token=token, new_password=form.cleaned_data["new_password1"])
            return redirect("sign-in")
    except ResetLinkProblem as problem:
        gone: dict[str, Any] = {"problem": problem.problem, "words": problem.as_json()}
        return render(request, "accounts/reset_confirm.html", gone, status=problem.status)
    context = {"form": form, "member_name": link.user.shown_name}
    return render(request, "accounts/reset_confirm.html", context)
