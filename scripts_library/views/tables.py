"""A table comes in, is tried, is written; the library leaves as xlsx or csv."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.policy_rules import UNDO_HOURS
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.importing import (
    keep_table,
    note_export,
    require_bounded,
    write_table,
)
from scripts_library.actions.keeping_tables import counted
from scripts_library.actions.taking_back import take_back_table, until
from scripts_library.differences import difference
from scripts_library.drafts import LABELS
from scripts_library.models import ScriptImport
from scripts_library.queries.tables import around, table_rows, tables_of, wrong_rows
from scripts_library.tables.access import table_for, table_lines
from scripts_library.tables.errors import TooManyChanges
from scripts_library.tables.planning import plan
from scripts_library.views.table_files import SHOWN, counts_seen, received, table_file

KINDS = ("wrong", "hints", "changed", "new", "same")


@csrf_exempt  # checked by `received`, after the length
@never_cache
@member_view("scripts.write")
def upload(request: MemberRequest) -> HttpResponseBase:
    """A table is brought."""
    return received(request, form=_form, keep=keep_table, report="script-import-report")


def _form(request: MemberRequest, problem: HelpdeskError | None) -> HttpResponse:
    status = problem.status if problem else 200
    context = {"problem": problem, "tables": tables_of(request.membership)}
    return render(request, "scripts/import.html", context, status=status)


@never_cache
@member_view("scripts.write")
def report(request: MemberRequest, table_id: int) -> HttpResponse:
    """What the table would do to the library as it is now; or, pressed, does."""
    table = table_for(ScriptImport, membership=request.membership, table_id=table_id)
    problem: HelpdeskError | None = None
    if request.method == "POST" and "take_back" in request.POST:
        try:
            take_back_table(actor=request.membership, table_id=table.pk)
            return redirect("script-import-report", table.pk)
        except HelpdeskError as refused:
            return _done(request, table, refused)
    if request.method == "POST":
        try:
            write_table(actor=request.membership, table_id=table.pk, seen=counts_seen(request))
            return redirect("script-import-report", table.pk)
        except HelpdeskError as refused:
            problem = refused
    if table.written_at is not None:
        return _done(request, table, problem)
    return _report(request, table, problem)


def _done(
    request: MemberRequest, table: ScriptImport, problem: HelpdeskError | None
) -> HttpResponse:
    context = {"table": table, "until": until(table), "now": now(), "problem": problem}
    status = problem.status if problem else 200
    return render(request, "scripts/import_done.html", context, status=status)


def _report(
    request: MemberRequest, table: ScriptImport, problem: HelpdeskError | None
) -> HttpResponse:
    lines = table_lines(table)
    planned = plan(lines, around(request.membership, lines))
    if request.GET.get("get") == "wrong":
        return table_file(wrong_rows(lines, planned), f"wrong-{table.pk}")
    by_kind = {kind: [row for row in planned if row.does == kind] for kind in KINDS}
    by_kind["hints"] = [row for row in planned if row.hints and row.does != "wrong"]
    kind = request.GET.get("show", "")
    if kind not in KINDS:
        kind = next((one for one in KINDS if by_kind[one]), "new")
    rows = [
        (row, LABELS.get(row.column, ""), difference(row.before, row.words.body))
        if row.does == "changed" and row.words
        else (row, LABELS.get(row.column, ""), None)
        for row in by_kind[kind][:SHOWN]
    ]
    counts = counted(planned)
    status = problem.status if problem else 200
    try:
        require_bounded(counts)
    except TooManyChanges as refused:
        problem = refused  # said before anybody presses
    context = {
        "table": table,
        "columns": [LABELS[name] for name in table.columns],
        "counts": counts,
        "tabs": [(one, len(by_kind[one])) for one in KINDS if by_kind[one]],
        "kind": kind,
        "rows": rows,
        "more": max(0, len(by_kind[kind]) - SHOWN),
        "many": len(lines),
        "written": 0 if isinstance(problem, TooManyChanges) else counts["new"] + counts["changed"],
        "undo_hours": value_of(table.shop_id, UNDO_HOURS),
        "problem": problem,
    }
    return render(
        request,
        "scripts/import_report.html",
        context,
        status=status,
    )


@never_cache
@require_safe
@member_view("scripts.write")
def export(request: MemberRequest) -> HttpResponse:
    """All that the member finds, in the shape that comes back in."""
    rows = [tuple(row) for row in table_rows(request.membership)]
    note_export(actor=request.membership, count=len(rows) - 1)
    name = f"scripts-{timezone.localdate():%Y%m%d}"
    return table_file(rows, name, as_csv=request.GET.get("kind") == "csv")
