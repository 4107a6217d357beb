"""What a supervisor does on the floor. A script is answered with 204 or the error as JSON."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conversations.actions.hearing_anger import see_anger
from conversations.actions.overseeing import assign_waiting, take_over
from conversations.views.acting import speaker_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.middleware import wants_json
from helpdesk.team.actions.peaking import end_peak, start_peak
from helpdesk.team.forms import PeakForm, checked


@never_cache
@require_POST
@member_view("floor.oversee")
def floor_assign(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """A chat of the queue goes to a colleague, or to whoever of a group has room."""
    kind, _, number = request.POST.get("receiver", "").partition(":")
    row = int(number) if number.isdecimal() and len(number) < 19 else None

    def act() -> None:
        assign_waiting(
            actor=speaker_of(request),
            conversation_id=conversation_id,
            member_id=row if kind == "member" else None,
            group_id=row if kind == "group" else None,
        )

    return _done(request, act)


@never_cache
@require_POST
@member_view("floor.oversee")
def floor_take(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The supervisor holds the chat from now on."""

    def act() -> None:
        take_over(
            actor=speaker_of(request),
            conversation_id=conversation_id,
            reason=request.POST.get("reason", ""),
        )

    return _done(request, act)


@never_cache
@require_POST
@member_view("floor.oversee")
def floor_anger_seen(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """A supervisor has looked at an angry buyer."""
    return _done(
        request, lambda: see_anger(actor=speaker_of(request), conversation_id=conversation_id)
    )


@never_cache
@require_POST
@member_view("team.peak")
def floor_peak(request: MemberRequest) -> HttpResponse:
    """Peak mode on, with its end."""

    def act() -> None:
        start_peak(actor=request.membership, hours=checked(PeakForm(request.POST))["hours"])

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.peak")
def floor_peak_end(request: MemberRequest) -> HttpResponse:
    """Off before its time."""
    return _done(request, lambda: end_peak(actor=request.membership))


def _done(request: MemberRequest, act: Callable[[], object]) -> HttpResponse:
    """Errors are told by the middleware, on a page or as JSON."""
    act()
    return HttpResponse(status=204) if wants_json(request) else redirect("floor")
