"""Complaints: put down from a chat or an order, six steps, a supervisor's word, the revisit."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aftersales.registers.access import row_for
from aftersales.registers.actions.complaining import (
    answer_question,
    ask_supervisor,
    close_complaint,
    open_complaint,
    tick_step,
)
from aftersales.registers.complaints import COMPLAINTS
from aftersales.registers.models import Complaint
from aftersales.registers.models.complaint import Grievance
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.complaints import origin_of, steps_of
from aftersales.registers.queries.supervisors import supervisors_of
from aftersales.registers.views.pages import deed_of_row, list_page, member_in, row_page
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of

RIGHT = "cases.handle"
FIELDS = ("words", "buyer__name", "question", "answer", "outcome")


@require_safe
@never_cache
@member_view(RIGHT)
def complaints(request: MemberRequest) -> HttpResponse:
    """The register; ``?conversation=`` or ``?order=`` opens the form for that buyer."""
    return _page(request)


@require_POST
@never_cache
@member_view(RIGHT)
def put_down(request: MemberRequest) -> HttpResponse:
    """A complaint is put down; with a question it goes to a supervisor at once."""
    form, place = request.POST, request.membership
    try:
        row = open_complaint(
            actor=place,
            grievance=form.get("grievance", ""),
            words=form.get("words", ""),
            conversation_id=number_of(form, "conversation") or None,
            order_id=number_of(form, "order") or None,
            owner_id=member_in(form, "owner") or None,
        )
    except (NotAllowed, NotFound):
        raise
    except HelpdeskError as problem:
        return _page(request, problem)
    return redirect("register-complaint", row.pk)


@require_safe
@never_cache
@member_view(RIGHT)
@one_moment()
def complaint(request: MemberRequest, complaint_id: int) -> HttpResponse:
    """One complaint."""
    return _one(request, row_for(Complaint, membership=request.membership, row_id=complaint_id))


@require_POST
@never_cache
@member_view(RIGHT)
def complaint_deed(request: MemberRequest, complaint_id: int) -> HttpResponse:
    """A step, a question, an answer; checked, given, closed."""
    own = {"step": _step, "ask": _ask, "answer": _answer, "close": _close}
    return deed_of_row(request, COMPLAINTS, complaint_id, own=own, page=_one)


def _step(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    step, note = request.POST.get("step", ""), request.POST.get("note", "")
    actor = request.membership
    return tick_step(actor=actor, row_id=row_id, version=version, step=step, note=note)


def _ask(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    return ask_supervisor(
        actor=request.membership,
        row_id=row_id,
        version=version,
        question=request.POST.get("question", ""),
        member_id=member_in(request.POST, "supervisor") or None,
    )


def _answer(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    answer = request.POST.get("answer", "")
    return answer_question(actor=request.membership, row_id=row_id, version=version, answer=answer)


def _close(request: MemberRequest, row_id: int, version: int) -> RegisterRow:
    outcome = request.POST.get("outcome", "")
    return close_complaint(
        actor=request.membership, row_id=row_id, version=version, outcome=outcome
    )


def _one(
    request: MemberRequest, row: Complaint, refused: HelpdeskError | None = None
) -> HttpResponse:
    steps = steps_of(row)
    extra = {
        "steps": steps,
        "left": sum(one.done is None for one in steps),
        "supervisors": supervisors_of(row.shop_id),
    }
    template = "aftersales/registers/complaint.html"
    return row_page(request, COMPLAINTS, row, template=template, extra=extra, refused=refused)


@one_moment()
def _page(request: MemberRequest, refused: HelpdeskError | None = None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    chat, order = number_of(asked, "conversation"), number_of(asked, "order")
    origin = origin_of(request.membership.shop_id, chat or None, order or None)
    if (chat or order) and origin is None:
        raise NotFound()
    extra = {"origin": origin, "grievances": Grievance.choices}
    return list_page(
        request,
        COMPLAINTS,
        template="aftersales/registers/complaints.html",
        fields=FIELDS,
        joined=("buyer",),
        extra=extra,
        refused=refused,
    )
