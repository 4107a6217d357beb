"""What every page of tables shares: a file that comes in with a form, and a table as a file."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect

from helpdesk.accounts.member_view import MemberRequest
from helpdesk.commerce.imports.tables import neutral
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.workbook import workbook
from scripts_library.models import KeptTable
from scripts_library.tables.errors import TableMissing, TableTooLarge
from scripts_library.tables.reading import MAX_BYTES
from scripts_library.views.asking import number_of

MB = 1024 * 1024
SHOWN = 200
"""Rows of a report that are on its page."""
AROUND = 64 * 1024
"""What a form adds to its file."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def received(
    request: MemberRequest,
    *,
    form: Callable[[MemberRequest, HelpdeskError | None], HttpResponse],
    keep: Callable[..., KeptTable],
    report: str,
) -> HttpResponse:
    """The form, then the file, kept and reported on; too long is refused unread.

    For views that are exempt from the check of the form's token, which would read the whole body:
    it comes after the length.
    """
    if request.method != "POST":
        return form(request, None)
    if refused := _too_large(request):
        return form(request, refused)

    @csrf_protect
    def read(checked: HttpRequest) -> HttpResponse:
        try:
            file, name = _sent_file(checked)
            table = keep(actor=request.membership, file=file, name=name)
        except HelpdeskError as problem:
            return form(request, problem)
        return redirect(report, table.pk)

    return read(request)


def counts_seen(request: HttpRequest) -> dict[str, int]:
    """What the person saw that the table would do when they pressed."""
    return {name: number_of(request.POST, name) for name in ("new", "changed", "same", "wrong")}


def _too_large(request: HttpRequest) -> TableTooLarge | None:
    """The refusal of a body that is longer than any table, before it is read."""
    length = request.META.get("CONTENT_LENGTH", "")
    size = int(length) if str(length).isdecimal() else 0
    if size <= MAX_BYTES + AROUND:
        return None
    return TableTooLarge(size=-(-size // MB), most=MAX_BYTES // MB)


def _sent_file(request: HttpRequest) -> tuple[BinaryIO, str]:
    """The file of the form and its name, or TableMissing."""
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list) or sent.file is None:
        raise TableMissing()
    return cast(BinaryIO, sent.file), sent.name or ""


def table_file(rows: Sequence[tuple[str, ...]], name: str, *, as_csv: bool = False) -> HttpResponse:
    """Rows to be saved: xlsx, or csv that Excel opens as UTF-8 and runs nothing of."""
    if as_csv:
        text = io.StringIO()
        csv.writer(text).writerows([[neutral(cell) for cell in row] for row in rows])
        answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(workbook(list(rows)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{"csv" if as_csv else "xlsx"}"'
    return answer
