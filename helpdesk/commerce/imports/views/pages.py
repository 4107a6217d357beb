"""Pages of imports: the list, one import at whatever point it is, its wrong rows."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.imports import causes, limits, showing
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.errors import ChoiceUnknown
from helpdesk.commerce.imports.kinds import KINDS
from helpdesk.commerce.imports.models import ImportKind, ImportState, OrderImport, choices_of
from helpdesk.commerce.imports.problems import sentence_of
from helpdesk.commerce.imports.queries.listing import (
    MOST_ROWS,
    PER_PAGE,
    imports_of,
    rows_of_cause,
)
from helpdesk.commerce.imports.queries.undo import undo_counts_of, window_of
from helpdesk.commerce.imports.recipes import facts_of
from helpdesk.commerce.imports.views.columns import columns_page
from helpdesk.commerce.models import OrderState
from helpdesk.kernel import clock
from helpdesk.kernel.errors import HelpdeskError

RIGHT = "commerce.import"
TEMPLATES = {
    ImportState.CHECKING: "imports/working.html",
    ImportState.RUNNING: "imports/working.html",
    ImportState.CHECKED: "imports/tried.html",
    ImportState.STOPPED: "imports/result.html",
    ImportState.DONE: "imports/result.html",
    ImportState.FAILED: "imports/result.html",
    ImportState.UNDOING: "imports/undoing.html",
    ImportState.UNDONE: "imports/result.html",
}


@never_cache
@require_safe
@member_view(RIGHT)
def imports(request: MemberRequest) -> HttpResponse:
    """What was imported before, and the place for the next file."""
    return list_page(request)


def list_page(request: MemberRequest, problem: HelpdeskError | None = None) -> HttpResponse:
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    found = imports_of(request.membership.shop_id, before=before)
    kind = request.GET.get("kind") or request.POST.get("kind", "")
    context = {
        "kinds": ImportKind.choices,
        "kind": kind if kind in KINDS else ImportKind.ORDERS,
        "imports": found[:PER_PAGE],
        "older": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
        "limit_mb": limits.MAX_FILE // limits.MB,
        "limit_bytes": limits.MAX_FILE,
        "limit_rows": f"{limits.MAX_ROWS:,}",
        "limit_columns": limits.MAX_COLUMNS,
        "problem": problem.as_json() if problem else None,
    }
    return render(request, "imports/list.html", context, status=problem.status if problem else 200)


@never_cache
@require_safe
@member_view(RIGHT)
def show_import(request: MemberRequest, import_id: int) -> HttpResponse:
    """The page of the step that the import is at."""
    return import_page(
        request, import_for_member(membership=request.membership, import_id=import_id)
    )


def import_page(
    request: MemberRequest, row: OrderImport, problem: HelpdeskError | None = None
) -> HttpResponse:
    if row.state == ImportState.UPLOADED:
        return columns_page(request, row, problem)
    counts = row.counts
    context: dict[str, Any] = {
        **_facts(row),
        "steps": showing.steps_of(row),
        "counts": showing.counts_of(counts),
        "to_write": f"{counts['created'] + counts['changed']:,}",
        "has_work": bool(counts["created"] + counts["changed"]),
        "wrong": counts["wrong"],
        "causes": causes.shown(row.causes),
        "choices": choices_of(row),
        "states": OrderState.choices,
        "window": window_of(row),
        "undo": undo_counts_of(row),
        "problem": problem.as_json() if problem else None,
    }
    template = TEMPLATES[ImportState(row.state)]
    return render(request, template, context, status=problem.status if problem else 200)


def _facts(row: OrderImport) -> dict[str, Any]:
    return {
        "import": row,
        "facts": facts_of(row),
        "pace": showing.pace_of(row, clock.now()),
        "size_mb": f"{row.file_size / limits.MB:.1f}",
    }


@never_cache
@require_safe
@member_view(RIGHT)
def columns(request: MemberRequest, import_id: int) -> HttpResponse:
    """Which column is what; also later, to look at it or to choose again before writing."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    return columns_page(request, row, None)


@never_cache
@require_safe
@member_view(RIGHT)
def progress(request: MemberRequest, import_id: int) -> HttpResponse:
    """The part of the page that moves."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    context = {
        **_facts(row),
        "counts": showing.counts_of(row.counts),
        "undo": undo_counts_of(row),
    }
    is_undo = row.state in {ImportState.UNDOING, ImportState.UNDONE}
    name = "imports/_undo_progress.html" if is_undo else "imports/_progress.html"
    return render(request, name, context)


@never_cache
@require_safe
@member_view(RIGHT)
def rows(request: MemberRequest, import_id: int) -> HttpResponse:
    """The rows that one cause is made of."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    code, heading = request.GET.get("code", ""), request.GET.get("heading", "")
    found = rows_of_cause(row, code=code[:32], heading=heading[:120].replace("\x00", ""))
    if not found:
        raise ChoiceUnknown()
    context = {
        "import": row,
        "heading": heading,
        "most": MOST_ROWS,
        "found": [(one.row, sentence_of(one.code, one.value)) for one in found],
    }
    return render(request, "imports/rows.html", context)
