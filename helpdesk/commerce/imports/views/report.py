"""Files to take along: the wrong rows with what is wrong, and an empty table to fill in."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.imports import storage
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.actions.reporting import note_download
from helpdesk.commerce.imports.kinds import KINDS, kind_of
from helpdesk.commerce.imports.models import ImportKind, OrderImport
from helpdesk.commerce.imports.problems import cure_of, sentence_of
from helpdesk.commerce.imports.queries.listing import problems_of
from helpdesk.commerce.imports.reading import rows_below
from helpdesk.commerce.imports.recipes import facts_of
from helpdesk.commerce.imports.tables import neutral
from helpdesk.commerce.imports.views.pages import RIGHT


class _Echo:
    """A file for csv that hands each line back."""

    def write(self, line: str) -> str:
        return line


def _answer(lines: Iterable[list[str]], name: str) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())

    def text() -> Iterator[str]:
        yield "\ufeff"
        for line in lines:
            yield writer.writerow([neutral(cell) for cell in line])

    answer = StreamingHttpResponse(text(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@member_view(RIGHT)
def wrong_rows(request: MemberRequest, import_id: int) -> HttpResponseBase:
    """The rows of the file that stayed out, each with its reasons. On record: it holds names."""
    row = import_for_member(membership=request.membership, import_id=import_id)
    note_download(actor=request.membership.user, row=row)
    stem = row.file_name.rsplit(".", 1)[0]
    return _answer(list(_wrong(row)), stem + " " + _("有错的行") + ".csv")


def _wrong(row: OrderImport) -> Iterator[list[str]]:
    said: dict[int, list[str]] = {}
    for one in problems_of(row):
        words = f"{sentence_of(one.code, one.value)} → {cure_of(one.code)}"
        said.setdefault(one.row, []).append(f"{one.heading}: {words}" if one.heading else words)
    facts = facts_of(row)
    yield [*facts.headings, _("第几行"), _("哪里不对")]
    with storage.opened(row) as file:
        for each in rows_below(file, facts):
            if each.number in said:
                cells = [*each.cells, *[""] * len(facts.headings)][: len(facts.headings)]
                yield [*cells, str(each.number), "; ".join(said[each.number])]


@require_safe
@member_view(RIGHT)
def blank_table(request: MemberRequest) -> HttpResponseBase:
    """Every column there is, by its own name: what a shop without an export fills in."""
    asked = request.GET.get("kind", "")
    kind = kind_of(asked if asked in KINDS else ImportKind.ORDERS)
    name = _("%(kind)s空表") % {"kind": ImportKind(kind.name).label}
    return _answer([[str(field.label) for field in kind.fields.values()]], name + ".csv")
