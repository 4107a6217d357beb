"""A script is filed, reviewed, retired, favoured."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.access import script_for
from scripts_library.actions.favouring import favour_script
from scripts_library.actions.filing import file_script, retire_script
from scripts_library.actions.reviewing import approve_script, return_script
from scripts_library.views.asking import filing_of, kept_query, number_of, wanted_of
from scripts_library.views.page import library_page
from scripts_library.views.words import back_to, refused

MOST_AT_ONCE = 200


@require_POST
@member_view("scripts.write")
def file(request: MemberRequest, script_id: int) -> HttpResponse:
    """Folder, scope, code, tags, stage, validity."""
    script_for(membership=request.membership, script_id=script_id)
    try:
        file_script(
            actor=request.membership,
            script_id=script_id,
            filing=filing_of(request.POST),
            seen=number_of(request.POST, "seen"),
        )
    except HelpdeskError as problem:
        return refused(request, script_id, problem)
    return back_to(request, script_id)


@require_POST
@member_view("scripts.review")
def review(request: MemberRequest, script_id: int) -> HttpResponse:
    """Approved, or returned with a reason."""
    actor, seen = request.membership, number_of(request.POST, "seen")
    script_for(membership=actor, script_id=script_id)
    try:
        if request.POST.get("verdict") == "approve":
            approve_script(actor=actor, script_id=script_id, seen=seen)
        else:
            reason = request.POST.get("reason", "")
            return_script(actor=actor, script_id=script_id, seen=seen, reason=reason)
    except HelpdeskError as problem:
        return refused(request, script_id, problem)
    return back_to(request, script_id)


@require_POST
@member_view("scripts.review")
def approve_some(request: MemberRequest) -> HttpResponse:
    """Those that were ticked in the queue, each as it was shown; the first refusal is told."""
    problem: HelpdeskError | None = None
    for pair in request.POST.getlist("one")[:MOST_AT_ONCE]:
        script_id, _mark, seen = pair.partition(":")
        if not (script_id.isdecimal() and seen.isdecimal() and len(pair) < 32):
            continue
        try:
            approve_script(actor=request.membership, script_id=int(script_id), seen=int(seen))
        except HelpdeskError as refusal:
            problem = problem or refusal
    if problem is not None:
        return library_page(request, {"problem": problem}, status=problem.status)
    return redirect(reverse("scripts") + kept_query(wanted_of(request)))


@require_POST
@member_view("scripts.write")
def retire(request: MemberRequest, script_id: int) -> HttpResponse:
    """Out of use, or back."""
    retire_script(
        actor=request.membership,
        script_id=script_id,
        retired=request.POST.get("retired") == "yes",
    )
    return back_to(request, script_id)


@require_POST
@member_view("scripts.write")
def favour(request: MemberRequest, script_id: int) -> HttpResponse:
    """Near, or not."""
    favour_script(
        actor=request.membership,
        script_id=script_id,
        favoured=request.POST.get("favoured") == "yes",
    )
    return back_to(request, script_id)
