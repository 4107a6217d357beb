"""What buttons do: one action each, then the page of the import again."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.models import User
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.actions.starting import (
    choose_reading,
    discard,
    go_on_writing,
    start_writing,
    stop_writing,
)
from helpdesk.commerce.imports.actions.uploading import choose_sheet
from helpdesk.commerce.imports.errors import ChoiceUnknown
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.imports.views.pages import RIGHT, import_page
from helpdesk.kernel.errors import HelpdeskError

Deed = Callable[[User, OrderImport], None]


def _done(request: MemberRequest, import_id: int, deed: Deed) -> HttpResponse:
    row = import_for_member(membership=request.membership, import_id=import_id)
    try:
        deed(request.membership.user, row)
    except HelpdeskError as problem:
        now = import_for_member(membership=request.membership, import_id=import_id)
        return import_page(request, now, problem)
    return redirect("import", row.pk)


@require_POST
@member_view(RIGHT)
def write(request: MemberRequest, import_id: int) -> HttpResponse:
    return _done(request, import_id, lambda actor, row: start_writing(actor=actor, row=row))


@require_POST
@member_view(RIGHT)
def stop(request: MemberRequest, import_id: int) -> HttpResponse:
    return _done(request, import_id, lambda actor, row: stop_writing(actor=actor, row=row))


@require_POST
@member_view(RIGHT)
def go_on(request: MemberRequest, import_id: int) -> HttpResponse:
    return _done(request, import_id, lambda actor, row: go_on_writing(actor=actor, row=row))


@require_POST
@member_view(RIGHT)
def sheet(request: MemberRequest, import_id: int) -> HttpResponse:
    name = request.POST.get("sheet", "")
    return _done(request, import_id, lambda actor, row: choose_sheet(row=row, sheet=name))


@require_POST
@member_view(RIGHT)
def reading(request: MemberRequest, import_id: int) -> HttpResponse:
    """A cure: exactly one of the three."""
    sent = request.POST

    def cure(actor: User, row: OrderImport) -> None:
        if "date_order" in sent:
            choose_reading(row=row, date_order=sent["date_order"])
        elif "state" in sent:
            choose_reading(row=row, state_words={sent.get("word", ""): sent["state"]})
        elif "blank_bad_phones" in sent:
            choose_reading(row=row, blank_bad_phones=sent["blank_bad_phones"] == "yes")
        else:
            raise ChoiceUnknown()

    return _done(request, import_id, cure)


@require_POST
@member_view(RIGHT)
def discard_import(request: MemberRequest, import_id: int) -> HttpResponse:
    row = import_for_member(membership=request.membership, import_id=import_id)
    try:
        discard(actor=request.membership.user, row=row)
    except HelpdeskError as problem:
        return import_page(request, row, problem)
    return redirect("imports")
