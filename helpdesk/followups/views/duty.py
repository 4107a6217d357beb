"""One duty: written, written anew, ended; and how its rhythm reads while it is typed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.followups.access import template_for
from helpdesk.followups.actions.duties import end_duty
from helpdesk.followups.actions.writing_duties import change_duty, create_duty
from helpdesk.followups.due_words import WEEKDAYS
from helpdesk.followups.duty_form import DutyForm, duty_of, shown
from helpdesk.followups.models import FollowUpTemplate
from helpdesk.followups.queries.receivers import receivers_of
from helpdesk.followups.queries.rhythms import rhythm_as_typed
from helpdesk.followups.rhythm_words import next_times, rhythm_said
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("followups.arrange")
def new_duty(request: MemberRequest) -> HttpResponse:
    """An empty form, or what was typed into it."""
    if request.method == "POST":
        try:
            create_duty(actor=request.membership, duty=duty_of(request.POST))
        except HelpdeskError as problem:
            return _form(request, None, problem)
        return redirect("todo-duties")
    return _form(request, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("followups.arrange")
def duty(request: MemberRequest, template_id: int) -> HttpResponse:
    """A duty as it is, or as it is to be."""
    row = template_for(membership=request.membership, template_id=template_id)
    if request.method == "POST":
        try:
            version = request.POST.get("version", "")
            change_duty(
                actor=request.membership,
                template_id=template_id,
                version=int(version) if version.isdecimal() and len(version) < 10 else 0,
                duty=duty_of(request.POST),
            )
        except HelpdeskError as problem:
            return _form(request, row, problem)
        return redirect("todo-duties")
    return _form(request, row)


@never_cache
@require_POST
@member_view("followups.arrange")
def end(request: MemberRequest, template_id: int) -> HttpResponse:
    """For good."""
    end_duty(actor=request.membership, template_id=template_id)
    return redirect("todo-duties")


@require_safe
@never_cache
@member_view("followups.arrange")
def preview(request: MemberRequest) -> HttpResponse:
    """The rhythm in words and its next three times, as a fragment."""
    return render(request, "todo/_rhythm.html", {"rhythm": _preview(request, request.GET)})


def _preview(request: MemberRequest, values: Mapping[str, Any]) -> dict[str, Any] | None:
    rhythm = rhythm_as_typed(request.membership.shop_id, values)
    if rhythm is None:
        return None
    moment = now()
    said = rhythm_said(every=rhythm.every, weekday=rhythm.weekday, day=rhythm.day, at=rhythm.at)
    return {"said": said, "times": next_times(rhythm, rhythm.first_after(moment), moment)}


def _form(
    request: MemberRequest, row: FollowUpTemplate | None, problem: HelpdeskError | None = None
) -> HttpResponse:
    values = shown(row)
    if problem is not None:
        values = {**dict.fromkeys(values, ""), **request.POST.dict()}
    members, groups = receivers_of(request.membership.shop_id)
    context = {
        "row": row,
        "values": values,
        "problem": problem,
        "frequencies": DutyForm.base_fields["every"].choices,  # type: ignore[attr-defined]
        "units": DutyForm.base_fields["lead_unit"].choices,  # type: ignore[attr-defined]
        "weekdays": list(enumerate(WEEKDAYS)),
        "members": members,
        "groups_to_hand": groups,
        "rhythm": _preview(request, values),
    }
    return render(
        request, "todo/duty.html", context, status=200 if problem is None else problem.status
    )
