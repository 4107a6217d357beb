"""Taking an import back: what it would do, the go-ahead, what stayed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.actions.undoing import start_undo
from helpdesk.commerce.imports.queries.undo import (
    SHOWN,
    kept_of,
    outlook_of,
    window_of,
    written_since,
)
from helpdesk.commerce.imports.views.pages import RIGHT, import_page
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_safe
@member_view(RIGHT)
def undo_page(request: MemberRequest, import_id: int) -> HttpResponse:
    """What would happen, in figures and names, and the button."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    window = window_of(row)
    if window is None:
        return redirect("import", row.pk)
    outlook = outlook_of(row)
    context = {
        "import": row,
        "window": window,
        "outlook": outlook,
        "since": written_since(row) if outlook.noted else [],
        "most": SHOWN,
    }
    return render(request, "imports/undo.html", context)


@require_POST
@member_view(RIGHT)
def undo(request: MemberRequest, import_id: int) -> HttpResponse:
    """Begin."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    try:
        start_undo(actor=request.membership.user, row=row)
    except HelpdeskError as problem:
        now = import_for_member(membership=request.membership, import_id=import_id)
        return import_page(request, now, problem)
    return redirect("import", row.pk)


@never_cache
@require_safe
@member_view(RIGHT)
def kept(request: MemberRequest, import_id: int) -> HttpResponse:
    """What was not taken back, and why."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    context = {"import": row, "found": kept_of(row), "most": SHOWN}
    return render(request, "imports/kept.html", context)
