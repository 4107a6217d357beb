"""The radar at /todo/: its page, the same as a fragment at this moment, and one follow-up."""

from typing import Any, cast

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.followups.access import followup_for
from helpdesk.followups.queries.counts import due_now
from helpdesk.followups.queries.one import one_of
from helpdesk.followups.queries.radar import Asked, Whose
from helpdesk.followups.queries.receivers import receivers_of
from helpdesk.followups.queries.scene import scene_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.reading import one_moment

WHOSE = ("mine", "team", "all")


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("chat.reply")
@one_moment()
def radar(request: MemberRequest) -> HttpResponse:
    """What is owed, as the address asks for it."""
    return _page(request)


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def radar_now(request: MemberRequest) -> HttpResponse:
    """Everything that moves, as a fragment; ``?after=`` the rows behind a page."""
    return render(request, "todo/_now.html", _now(request))


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("chat.reply")
@one_moment()
def one(request: MemberRequest, followup_id: int) -> HttpResponse:
    """The radar with one follow-up open beside it."""
    return _page(request, followup_id)


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def card(request: MemberRequest, followup_id: int) -> HttpResponse:
    """One follow-up: its time, why, what comes next, as a fragment of the drawer."""
    row = followup_for(membership=request.membership, followup_id=followup_id)
    return render(request, "todo/_card.html", {"one": one_of(row, now())})


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def due_count(request: MemberRequest) -> JsonResponse:
    """For the rail: what is due today for the person, and how much of it is over."""
    count, late = due_now(request.membership)
    return JsonResponse({"due": count, "late": late})


def _page(request: MemberRequest, followup_id: int | None = None) -> HttpResponse:
    membership = request.membership
    members, groups = receivers_of(membership.shop_id)
    context = {**_now(request), "members": members, "groups_to_hand": groups}
    if followup_id is not None:
        row = followup_for(membership=membership, followup_id=followup_id)
        context["one"] = one_of(row, now())
    context["config"] = {
        "me": membership.pk,
        "role": membership.role,
        "username": membership.user.username,
        "now_url": reverse("todo-now"),
        "card_url": reverse("todo-card", args=[0]),
        "deed_url": reverse("todo-deed"),
        "sign_in_url": reverse("sign-in"),
    }
    return render(request, "todo/page.html", context)


def _now(request: MemberRequest) -> dict[str, Any]:
    asked = request.GET
    whose = asked.get("whose", "")
    return scene_of(
        request.membership,
        Asked(
            whose=cast(Whose, whose if whose in WHOSE else "team"),
            order="money" if asked.get("order") == "money" else "time",
            kind=asked.get("kind", "")[:40],
            day=asked.get("day", "")[:10],
        ),
        is_board=asked.get("view") == "board",
        after=asked.get("after", "")[:200],
    )
