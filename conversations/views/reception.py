"""People at work, arranged by a supervisor: states, capacity, skills, groups, peak mode."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.queries.hands import has_chats
from conversations.queries.reception import reception_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.models.buyer import Platform
from helpdesk.kernel.errors import HelpdeskError, NotFound
from helpdesk.team.access import group_to_arrange, member_to_arrange, skill_to_arrange
from helpdesk.team.actions.arranging import (
    remove_group,
    remove_skill,
    save_group,
    save_skill,
    set_place,
)
from helpdesk.team.actions.choosing_state import set_state_for
from helpdesk.team.actions.peaking import end_peak, start_peak
from helpdesk.team.forms import GroupForm, PeakForm, PlaceForm, SkillForm, StateForm, checked
from helpdesk.team.models import PresenceState


@never_cache
@require_safe
@member_view("team.arrange")
def reception(request: MemberRequest) -> HttpResponse:
    """Everybody as they stand now."""
    return _page(request)


@never_cache
@require_POST
@member_view("team.arrange")
def give_state(request: MemberRequest, member_id: int) -> HttpResponse:
    """A colleague's state, with a reason."""
    member = member_to_arrange(membership=request.membership, member_id=member_id)

    def act() -> None:
        form = checked(StateForm(request.POST))
        set_state_for(
            actor=request.membership,
            member=member,
            state=PresenceState(form["state"]),
            reason=form["reason"],
            has_chats=has_chats(member.shop_id, member.pk),
        )

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.arrange")
def give_place(request: MemberRequest, member_id: int) -> HttpResponse:
    """A colleague's own number of chats, and their skills."""
    member = member_to_arrange(membership=request.membership, member_id=member_id)

    def act() -> None:
        form = checked(PlaceForm(request.POST, shop_id=member.shop_id))
        set_place(
            actor=request.membership,
            member=member,
            capacity=form["capacity"],
            skills=list(form["skills"]),
        )

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.arrange")
def give_skill(request: MemberRequest) -> HttpResponse:
    """A new skill, or one changed."""
    number = _number(request.POST.get("skill", ""))
    skill = skill_to_arrange(membership=request.membership, skill_id=number) if number else None

    def act() -> None:
        form = checked(SkillForm(request.POST))
        save_skill(actor=request.membership, skill=skill, **form)

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.arrange")
def take_skill(request: MemberRequest) -> HttpResponse:
    """Nobody needs it any more."""
    number = _number(request.POST.get("skill", ""))
    skill = skill_to_arrange(membership=request.membership, skill_id=number)
    return _done(request, lambda: remove_skill(actor=request.membership, skill=skill))


@never_cache
@require_POST
@member_view("team.arrange")
def give_group(request: MemberRequest) -> HttpResponse:
    """A new group, or one changed."""
    number = _number(request.POST.get("group", ""))
    group = group_to_arrange(membership=request.membership, group_id=number) if number else None

    def act() -> None:
        form = checked(GroupForm(request.POST, shop_id=request.membership.shop_id))
        members = list(form["members"])
        save_group(actor=request.membership, group=group, name=form["name"], members=members)

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.arrange")
def take_group(request: MemberRequest) -> HttpResponse:
    """The list is not needed any more."""
    number = _number(request.POST.get("group", ""))
    group = group_to_arrange(membership=request.membership, group_id=number)
    return _done(request, lambda: remove_group(actor=request.membership, group=group))


@never_cache
@require_POST
@member_view("team.peak")
def start_peak_mode(request: MemberRequest) -> HttpResponse:
    """On, with an end."""

    def act() -> None:
        hours = checked(PeakForm(request.POST))["hours"]
        start_peak(actor=request.membership, hours=hours)

    return _done(request, act)


@never_cache
@require_POST
@member_view("team.peak")
def end_peak_mode(request: MemberRequest) -> HttpResponse:
    """Off before its time."""
    return _done(request, lambda: end_peak(actor=request.membership))


def _done(request: MemberRequest, act: Callable[[], object]) -> HttpResponse:
    """Do it and show the page afresh; what went wrong is said on top of it."""
    try:
        act()
    except NotFound:
        raise
    except HelpdeskError as problem:
        return _page(request, problem=problem)
    return redirect("reception")


def _page(request: MemberRequest, *, problem: HelpdeskError | None = None) -> HttpResponse:
    platforms: list[tuple[str, str | Promise]] = list(Platform.choices)
    states = [one for one in PresenceState.choices if one[0] != PresenceState.AWAY]
    context = {
        **reception_of(request.membership.shop_id),
        "platforms": platforms,
        "states": states,
        "problem": problem,
        "nav": "reception",
    }
    status = problem.status if problem else 200
    return render(request, "team/reception.html", context, status=status)


def _number(text: str) -> int:
    """A number that came from a form; 0 for none, which no row has."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
