"""The door: in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.accounts.access import SHOP_KEY
from helpdesk.accounts.actions.signing_in import SignedIn, sign_in, sign_out
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.errors import SignInFailed
from helpdesk.accounts.forms import SignInForm
from helpdesk.accounts.kept_form import kept_in
from helpdesk.accounts.mail import smtp_is_set
from helpdesk.accounts.member_view import PersonRequest, signed_in_view
from helpdesk.accounts.views.language import remember_language
from helpdesk.kernel.errors import HelpdeskError, TooFast
from helpdesk.kernel.middleware import wants_json


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The form; by POST the check. For ``Accept: application/json`` the answer is JSON.

    A wrong password is an answer like any other, so its status is 200: the desk's dialog asks
    here, and a browser writes every other status to the console as a failure.
    """
    if request.method == "POST":
        return _check(request)
    if request.user.is_authenticated:
        return redirect(_next(request))
    return _form(request, SignInForm())


def _check(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    if not form.is_valid():
        if wants_json(request):
            return _told(SignInFailed())
        return _form(request, form, status=400)
    try:
        signed_in = sign_in(**form.cleaned_data, address=client_address(request))
    except HelpdeskError as problem:
        if wants_json(request):
            return _told(problem)
        return _refused(request, form, problem)
    open_session(request, signed_in)
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"ok": True})
    elif kept := kept_in(request.POST):
        response = render(request, "accounts/kept.html", {"kept": kept})
    else:
        response = redirect(_next(request))
    if signed_in.user.language:
        remember_language(response, signed_in.user.language)
    return response


def _told(problem: HelpdeskError) -> JsonResponse:
    return JsonResponse({"ok": False, "error": problem.as_json()})


def open_session(request: HttpRequest, signed_in: SignedIn) -> None:
    """A new session key, the shop to work in, and an end that no activity postpones."""
    login(request, signed_in.user)
    if signed_in.membership is not None:
        request.session.setdefault(SHOP_KEY, signed_in.membership.shop_id)
    request.session.set_expiry(signed_in.until)


def _refused(request: HttpRequest, form: SignInForm, problem: HelpdeskError) -> HttpResponse:
    blocked = problem.retry_after if isinstance(problem, TooFast) else None
    form.add_error(None, problem.told())
    seconds = int(blocked) if blocked else None
    response = _form(request, form, status=429 if seconds else 200, blocked_seconds=seconds)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def _form(
    request: HttpRequest, form: SignInForm, *, status: int = 200, blocked_seconds: int | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "blocked_seconds": blocked_seconds,
        "smtp": smtp_is_set(),
        "next": _wanted(request),
        "kept": kept_in(request.POST),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _wanted(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if local else ""


def _next(request: HttpRequest) -> str:
    return _wanted(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


@never_cache
@require_POST
@signed_in_view
def sign_out_page(request: PersonRequest) -> HttpResponse:
    """End this session and its sockets; others of the same person go on."""
    sign_out(
        actor=request.user,
        shop_id=request.session.get(SHOP_KEY),
        session_key=request.session.session_key,
    )
    logout(request)
    return redirect(settings.LOGIN_URL)
