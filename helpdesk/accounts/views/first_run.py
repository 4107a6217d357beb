"""The front door of an installation: to the desk, or while there is no shop, to open the first."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from helpdesk.accounts.access import may_open_shop
from helpdesk.accounts.actions.opening_shop import open_first_shop
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.errors import UsernameTaken
from helpdesk.accounts.member_view import to_the_door
from helpdesk.accounts.models import User
from helpdesk.accounts.opening_errors import (
    AddressTaken,
    AlreadyOpened,
    OpeningNotAllowed,
    SetupCodeWrong,
)
from helpdesk.accounts.opening_forms import FirstOwnerForm, NewShopForm, address_problem
from helpdesk.accounts.queries.opening import is_opened
from helpdesk.accounts.setup_code import is_setup_code
from helpdesk.accounts.views.signing_in import open_session
from helpdesk.kernel.errors import HelpdeskError, NotFound, TooFast
from helpdesk.realtime.limits import Buckets

TRIES_BURST, TRIES_PER_SECOND = 10, 0.1
"""Of the code, by address: 60 random bits need no more than this."""

_tries = Buckets()


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everybody goes on to the desk; on a fresh installation, to the page of the first run."""
    if request.user.is_authenticated or is_opened():
        return redirect("desk")
    return redirect("setup")


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """The first owner's account and shop, for whoever has the code; gone once there is a shop."""
    if is_opened():
        raise NotFound()
    owner, shop = FirstOwnerForm(request.POST or None), NewShopForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        # The code is looked at first: what is wrong with the rest is told to its holder alone.
        if _code_fits(request, owner) and owner.is_valid() and shop.is_valid():
            answer = _open(request, owner, shop)
            if answer is not None:
                return answer
            status = 409
    context = {"owner": owner, "form": shop, "base": _chat_base(request)}
    return render(request, "opening/first_run.html", context, status=status)


@never_cache
@require_safe
def shop_address(request: HttpRequest) -> HttpResponseBase:
    """Whether an address can be had: for whoever opens a shop, while it is typed."""
    if is_opened():
        if not isinstance(request.user, User):
            return to_the_door(request)
        if not may_open_shop(request.user):
            raise OpeningNotAllowed()
    problem = address_problem(request.GET.get("slug", "").strip().lower()[:100])
    return JsonResponse({"ok": not problem, "words": problem})


def _code_fits(request: HttpRequest, owner: FirstOwnerForm) -> bool:
    try:
        _tries.take(client_address(request), burst=TRIES_BURST, per_second=TRIES_PER_SECOND)
    except TooFast as problem:
        owner.add_error("code", problem.told())
        return False
    if not is_setup_code(request.POST.get("code", "")):
        owner.full_clean()
        owner.errors.clear()
        owner.add_error("code", SetupCodeWrong().told())
        return False
    return True


def _open(request: HttpRequest, owner: FirstOwnerForm, shop: NewShopForm) -> HttpResponse | None:
    """The way on, or None with what went wrong on the forms."""
    try:
        signed_in = open_first_shop(
            username=owner.cleaned_data["username"],
            password=owner.cleaned_data["password"],
            display_name=owner.cleaned_data["owner_name"],
            address=client_address(request),
            **shop.cleaned_data,
        )
    except UsernameTaken as problem:
        owner.add_error("username", problem.told())
    except AddressTaken as problem:
        shop.add_error("slug", problem.told())
    except AlreadyOpened as problem:
        return _too_late(request, problem)
    else:
        open_session(request, signed_in)
        return redirect("opening-platforms")
    return None


def _too_late(request: HttpRequest, problem: HelpdeskError) -> HttpResponse:
    words = {"problem": problem.as_json()}
    return render(request, "problem.html", words, status=problem.status)


def _chat_base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/chat/")
