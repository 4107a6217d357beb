"""What is done on the radar: one follow-up or many, answered with what came of each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.followups.actions.handing import hand_over, take_followup
from helpdesk.followups.actions.making import Owed, make_followup
from helpdesk.followups.actions.many import each
from helpdesk.followups.actions.postponing import override_weight, postpone_followup
from helpdesk.followups.actions.settling import do_followup, drop_followup
from helpdesk.followups.actions.ticking import tick
from helpdesk.followups.errors import FollowUpWrong
from helpdesk.followups.forms import due_of, marks_of, receiver_of
from helpdesk.followups.own_kinds import NOTED
from helpdesk.kernel.clock import now
from helpdesk.kernel.middleware import wants_json

NO_PLACE = -1
"""No line of any checklist: the action says so, once it is sure who asks."""

SAID = {"": None, "yes": True, "no": False}


@never_cache
@require_POST
@member_view("chat.reply")
def deed(request: MemberRequest) -> HttpResponse:
    """``mark`` names what, ``deed`` what is done with it."""
    act = _act(request)

    def one(followup_id: int, version: int) -> object:
        return act(actor=request.membership, followup_id=followup_id, version=version)

    marks = marks_of(request.POST.getlist("mark"))
    if len(marks) == 1:
        one(*marks[0])
        done, refused = 1, []
    else:
        came = each(marks=marks, deed=one)
        done = came.done
        refused = [{"id": pk, "message": problem.told()} for pk, problem in came.refused]
    if wants_json(request):
        return JsonResponse({"done": done, "refused": refused})
    return redirect("todo")


@never_cache
@require_POST
@member_view("chat.reply")
def note(request: MemberRequest) -> HttpResponse:
    """Something to be done, noted by hand; one's own."""
    place, asked = request.membership, request.POST.dict()
    owed = Owed(
        kind=NOTED,
        title=asked.get("title", ""),
        because=asked.get("because", ""),
        due_at=due_of(asked, shop_id=place.shop_id, now=now()),
        owner_id=place.pk,
    )
    row = make_followup(shop_id=place.shop_id, actor=place, owed=owed)
    if wants_json(request):
        return JsonResponse({"done": 1, "refused": [], "id": row.pk})
    return redirect("todo")


@never_cache
@require_POST
@member_view("chat.reply")
def tick_one(request: MemberRequest, followup_id: int) -> HttpResponse:
    """``place`` in its checklist, ``on`` 1 or 0."""
    place = request.POST.get("place", "")
    tick(
        actor=request.membership,
        followup_id=followup_id,
        place=int(place) if place.isdecimal() and len(place) < 4 else NO_PLACE,
        on=request.POST.get("on") == "1",
    )
    if wants_json(request):
        return JsonResponse({"done": 1, "refused": []})
    return redirect("todo-one", followup_id)


def _act(request: MemberRequest) -> Callable[..., Any]:
    """The action that the form asks for, with its words."""
    asked = request.POST.dict()
    words = asked.get("words", "")
    match asked.get("deed"):
        case "done":
            return partial(do_followup, outcome=words)
        case "drop":
            return partial(drop_followup, reason=words)
        case "take":
            return take_followup
        case "hand":
            member_id, group = receiver_of(asked.get("receiver", ""))
            return partial(hand_over, member_id=member_id, group=group)
        case "postpone":
            due = due_of(asked, shop_id=request.membership.shop_id, now=now())
            return partial(postpone_followup, due_at=due, reason=words)
        case "weigh":
            urgent, important = asked.get("urgent", ""), asked.get("important", "")
            if urgent in SAID and important in SAID:
                return partial(
                    override_weight,
                    urgent=SAID[urgent],
                    important=SAID[important],
                    reason=words,
                )
    raise FollowUpWrong()
