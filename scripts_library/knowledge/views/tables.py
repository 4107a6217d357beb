"""A table of what is known comes in, is tried, is written; each kind leaves as xlsx or csv."""

from typing import cast

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.keeping_tables import counted
from scripts_library.differences import Piece, difference
from scripts_library.knowledge.actions.importing import (
    RIGHT,
    keep_knowledge_table,
    note_knowledge_export,
    planned_rows,
    write_knowledge_table,
)
from scripts_library.knowledge.contents import as_text
from scripts_library.knowledge.fields import LABELS
from scripts_library.knowledge.models import KnowledgeImport, SheetKind
from scripts_library.knowledge.queries.tables import (
    known_many,
    table_rows,
    tables_of,
    wrong_rows,
)
from scripts_library.knowledge.tables.planning import Planned
from scripts_library.knowledge.tables.shapes import ANSWERS, SHAPES
from scripts_library.tables.access import table_for, table_lines
from scripts_library.views.table_files import SHOWN, counts_seen, received, table_file

KINDS: dict[str, str | Promise] = {
    SheetKind.FACTS: SheetKind.FACTS.label,
    ANSWERS: pgettext_lazy("knowledge", "统一口径"),
    SheetKind.PITCH: SheetKind.PITCH.label,
    SheetKind.HOWTO: SheetKind.HOWTO.label,
    SheetKind.QUESTIONS: SheetKind.QUESTIONS.label,
}
TABS = ("wrong", "changed", "new", "same")


@csrf_exempt  # checked by `received`, after the length
@never_cache
@member_view(RIGHT)
def upload(request: MemberRequest) -> HttpResponseBase:
    """A table is brought."""
    return received(
        request, form=_form, keep=keep_knowledge_table, report="knowledge-import-report"
    )


def _form(request: MemberRequest, problem: HelpdeskError | None) -> HttpResponse:
    many = known_many(request.membership.shop_id)
    context = {
        "problem": problem,
        "kinds": [(kind, label, many[kind]) for kind, label in KINDS.items()],
        "tables": [(one, KINDS[one.kind]) for one in tables_of(request.membership)],
    }
    status = problem.status if problem else 200
    return render(request, "scripts/knowledge/import.html", context, status=status)


@never_cache
@member_view(RIGHT)
def report(request: MemberRequest, knowledge_table_id: int) -> HttpResponse:
    """What the table would do to what is known now; or, pressed, does."""
    member = request.membership
    table = table_for(KnowledgeImport, membership=member, table_id=knowledge_table_id)
    problem: HelpdeskError | None = None
    if request.method == "POST":
        try:
            write_knowledge_table(actor=member, table_id=table.pk, seen=counts_seen(request))
            return redirect("knowledge-import-report", table.pk)
        except HelpdeskError as refused:
            problem = refused
            table = table_for(KnowledgeImport, membership=member, table_id=knowledge_table_id)
    planned = [] if table.written_at else planned_rows(member, table)
    if request.GET.get("get") == "wrong" and not table.written_at:
        return table_file(_wrong(table, planned), f"wrong-{table.pk}")
    return _shown(request, table, planned, problem)


def _shown(
    request: MemberRequest,
    table: KnowledgeImport,
    planned: list[Planned],
    problem: HelpdeskError | None,
) -> HttpResponse:
    by_kind = {does: [row for row in planned if row.does == does] for does in TABS}
    tab = request.GET.get("show", "")
    if tab not in TABS:
        tab = next((one for one in TABS if by_kind[one]), "new")
    counts = table.outcome or counted(planned)
    context = {
        "table": table,
        "kind": KINDS[table.kind],
        "is_answers": table.kind == ANSWERS,
        "columns": [SHAPES[table.kind].columns[name][0] for name in table.columns],
        "counts": counts,
        "tabs": [(one, len(by_kind[one])) for one in TABS if by_kind[one]],
        "tab": tab,
        "rows": [
            (row, LABELS.get(row.column, ""), *_told(table.kind, row))
            for row in by_kind[tab][:SHOWN]
        ],
        "more": max(0, len(by_kind[tab]) - SHOWN),
        "written": counts["new"] + counts["changed"],
        "problem": problem,
    }
    status = problem.status if problem else 200
    return render(request, "scripts/knowledge/import_report.html", context, status=status)


def _told(kind: str, row: Planned) -> tuple[str, list[Piece] | None]:
    """What the row says, and of a changed one what is other about it."""
    if row.does == "wrong":
        return "", None
    said = _text(kind, row.content)
    changed = row.does == "changed" and row.before is not None
    return said, difference(_text(kind, row.before or {}), said) if changed else None


def _text(kind: str, content: object) -> str:
    told = cast(dict[str, object], content)
    return str(told["body"]) if kind == ANSWERS else as_text(kind, told)


def _wrong(table: KnowledgeImport, planned: list[Planned]) -> list[tuple[str, ...]]:
    wrong = {
        row.row: (str(LABELS.get(row.column, "")), row.problem)
        for row in planned
        if row.does == "wrong"
    }
    return wrong_rows(table.kind, table_lines(table), wrong)


@never_cache
@require_safe
@member_view("scripts.write")
def export(request: MemberRequest) -> HttpResponse:
    """Everything of one kind, in the shape that comes back in."""
    kind = request.GET.get("of", "")
    if kind not in KINDS:
        kind = SheetKind.FACTS
    rows = list(table_rows(request.membership, kind))
    note_knowledge_export(actor=request.membership, called=str(KINDS[kind]), count=len(rows) - 1)
    name = f"{kind}-{timezone.localdate():%Y%m%d}"
    return table_file(rows, name, as_csv=request.GET.get("kind") == "csv")
