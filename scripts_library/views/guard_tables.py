"""A table of guard rules comes in, is tried, is written; the rules leave as xlsx or csv."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.guarding import RIGHT
from scripts_library.actions.importing_guard import (
    keep_guard_table,
    note_guard_export,
    write_guard_table,
)
from scripts_library.actions.keeping_tables import counted
from scripts_library.guard_drafts import LABELS
from scripts_library.guard_tables.columns import HEADINGS, written
from scripts_library.guard_tables.planning import plan
from scripts_library.models import GuardImport
from scripts_library.queries.guard_rules import known_rules
from scripts_library.tables.access import table_for, table_lines
from scripts_library.views.table_files import SHOWN, counts_seen, received, table_file


@csrf_exempt  # checked by `received`, after the length
@never_cache
@member_view(RIGHT)
def upload(request: MemberRequest) -> HttpResponseBase:
    """A table is brought."""
    return received(request, form=_form, keep=keep_guard_table, report="script-guard-import-report")


def _form(request: MemberRequest, problem: HelpdeskError | None) -> HttpResponse:
    status = problem.status if problem else 200
    return render(request, "scripts/guard/import.html", {"problem": problem}, status=status)


@never_cache
@member_view(RIGHT)
def report(request: MemberRequest, guard_table_id: int) -> HttpResponse:
    """What the table would do to the rules as they are now; or, pressed, does."""
    table = table_for(GuardImport, membership=request.membership, table_id=guard_table_id)
    problem: HelpdeskError | None = None
    if request.method == "POST":
        try:
            write_guard_table(
                actor=request.membership, table_id=table.pk, seen=counts_seen(request)
            )
            return redirect("script-guard-import-report", table.pk)
        except HelpdeskError as refused:
            problem = refused
            table = table_for(GuardImport, membership=request.membership, table_id=guard_table_id)
    planned = (
        []
        if table.written_at
        else plan(table_lines(table), known_rules(request.membership.shop_id))
    )
    counts = table.outcome or counted(planned)
    first = {"wrong": 0, "changed": 1, "new": 2, "same": 3}
    planned.sort(key=lambda row: (first[row.does], row.row))
    context = {
        "table": table,
        "counts": counts,
        "rows": [(row, LABELS.get(row.column, "")) for row in planned[:SHOWN]],
        "more": max(0, len(planned) - SHOWN),
        "written": counts["new"] + counts["changed"],
        "problem": problem,
    }
    status = problem.status if problem else 200
    return render(request, "scripts/guard/import_report.html", context, status=status)


@never_cache
@require_safe
@member_view(RIGHT)
def export(request: MemberRequest) -> HttpResponse:
    """All rules, in the shape that comes back in."""
    known = known_rules(request.membership.shop_id)
    rows = [tuple(HEADINGS.values()), *(written(one.id, one.draft) for one in known)]
    note_guard_export(actor=request.membership, count=len(known))
    name = f"guard-rules-{timezone.localdate():%Y%m%d}"
    return table_file(rows, name, as_csv=request.GET.get("kind") == "csv")
