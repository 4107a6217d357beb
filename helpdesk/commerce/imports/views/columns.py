"""The mapping page, and what is sent from it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.imports import limits, showing
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.actions.starting import choose_mapping
from helpdesk.commerce.imports.errors import HeadingsUnknown
from helpdesk.commerce.imports.headings import by_preset, missing_fields
from helpdesk.commerce.imports.kinds import kind_of
from helpdesk.commerce.imports.models import ImportState, OrderImport
from helpdesk.commerce.imports.queries.remembered import remembered_mapping
from helpdesk.commerce.imports.recipes import facts_of
from helpdesk.commerce.models import Platform
from helpdesk.kernel.errors import HelpdeskError

STILL_OPEN = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED)


def columns_page(
    request: MemberRequest, row: OrderImport, problem: HelpdeskError | None
) -> HttpResponse:
    """Every heading with what it is stored as; ``?preset=`` proposes by another preset."""
    wanted = request.GET.get("preset", "")
    kind = kind_of(row.kind)
    if wanted in kind.presets and row.state in STILL_OPEN:
        row.preset = wanted
        row.mapping = by_preset(facts_of(row).headings, wanted, kind)
    before = remembered_mapping(row.shop_id, row.preset)
    missing = missing_fields(row.mapping, kind)
    if problem is None and missing:
        shown = _("、").join(row.facts["headings"][:5])
        problem_shown: HelpdeskError | None = HeadingsUnknown(
            field=kind.fields[missing[0]].label,
            row=row.facts["heading_row"],
            headings=shown[:80],
        )
    else:
        problem_shown = problem
    facts = facts_of(row)
    context = {
        "import": row,
        "facts": facts,
        "size_mb": f"{row.file_size / limits.MB:.1f}",
        "rows": f"{facts.rows:,}",
        "steps": showing.steps_of(row, here="columns"),
        "columns": showing.columns_of(row, before.mapping if before and not wanted else {}),
        "fields": [(name, field.label) for name, field in kind.fields.items()],
        "presets": kind.presets.items(),
        "asks_platform": kind.asks_platform,
        "platforms": Platform.choices,
        "remembered": before,
        "advice": showing.advice_of(row),
        "is_open": row.state in STILL_OPEN,
        "problem": problem_shown.as_json() if problem_shown else None,
    }
    status = problem.status if problem else 200
    return render(request, "imports/columns.html", context, status=status)


@require_POST
@member_view("commerce.import")
def choose_columns(request: MemberRequest, import_id: int) -> HttpResponse:
    """Take the choice and begin the dry run."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    headings = facts_of(row).headings
    mapping = {
        heading: request.POST.get(f"column-{place}", "") for place, heading in enumerate(headings)
    }
    try:
        choose_mapping(
            row=row,
            mapping=mapping,
            preset=request.POST.get("preset", ""),
            platform=request.POST.get("platform", "") or row.platform,
        )
    except HelpdeskError as problem:
        row.mapping = {
            heading: field if field in kind_of(row.kind).fields else ""
            for heading, field in mapping.items()
        }
        return columns_page(request, row, problem)
    return redirect("import", row.pk)
