"""Any file a shop may bring, as rows of text. Tells what it is by its content, never its name."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from helpdesk.commerce.imports import text_files, workbooks
from helpdesk.commerce.imports.errors import (
    FileEmpty,
    FileTooLarge,
    NotATable,
    OnlyHeadings,
    SavedWebPage,
    SheetMissing,
    TooManyColumns,
    TooManyRows,
)
from helpdesk.commerce.imports.headings import known_headings_in
from helpdesk.commerce.imports.limits import (
    HEADINGS_WITHIN,
    MAX_COLUMNS,
    MAX_FILE,
    MAX_ROWS,
    MB,
    SAMPLES,
)
from helpdesk.commerce.imports.tables import FileFacts, Row, unquoted

FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"RIFF", "RIFF"),
)


def look_into(file: BinaryIO, *, sheet: str = "") -> FileFacts:
    """Everything about the file that the next steps need, or one clear refusal."""
    facts = _kind_of(file)
    if facts.kind == "csv":
        encoding = text_files.encoding_of(file)
        facts = replace(
            facts,
            encoding=encoding.name,
            encoding_reason=encoding.reason,
            odd_row=encoding.odd_row,
            delimiter=text_files.delimiter_of(file, encoding.name),
        )
    else:
        if facts.kind == "xlsx":
            workbooks.check_size(file)
        names = workbooks.sheets_of(file)
        if sheet and sheet not in names:
            raise SheetMissing(name=sheet)
        facts = replace(facts, sheets=names, sheet=sheet or names[0])
    return _with_headings(file, facts)


def all_rows(file: BinaryIO, facts: FileFacts) -> Iterator[Row]:
    """Every row of the sheet, headings and blank ones too, within the limits."""
    read = text_files.text_rows if facts.kind == "csv" else workbooks.workbook_rows
    for row in read(file, facts):
        if row.number > MAX_ROWS + HEADINGS_WITHIN:
            raise TooManyRows(limit=MAX_ROWS)
        if len(row.cells) > MAX_COLUMNS:
            filled = [at for at, cell in enumerate(row.cells, start=1) if cell.strip()]
            if filled and filled[-1] > MAX_COLUMNS:
                raise TooManyColumns(columns=filled[-1], limit=MAX_COLUMNS, row=row.number)
            row = Row(row.number, row.cells[:MAX_COLUMNS])
        yield row


def rows_below(file: BinaryIO, facts: FileFacts) -> Iterator[Row]:
    """The rows under the headings that hold anything."""
    for row in all_rows(file, facts):
        if row.number > facts.heading_row and not row.is_blank():
            yield row


def _kind_of(file: BinaryIO) -> FileFacts:
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(2048)
    if size > MAX_FILE:
        raise FileTooLarge(size=-(-size // MB), limit=MAX_FILE // MB)
    if not head.strip(b"\x00\xef\xbb\xbf\r\n\t ,;"):
        raise FileEmpty()
    if head.startswith(b"PK\x03\x04"):
        return FileFacts(kind="xlsx")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return FileFacts(kind="xls")
    for mark, kind in FOREIGN:
        if head.startswith(mark):
            raise NotATable(kind=kind)
    if (
        head.lstrip(b"\xef\xbb\xbf \r\n\t")[:9]
        .lower()
        .startswith((b"<html", b"<!doctype", b"<?xml"))
    ):
        raise SavedWebPage()
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotATable(kind=_("二进制数据"))
    return FileFacts(kind="csv")


def _with_headings(file: BinaryIO, facts: FileFacts) -> FileFacts:
    """Find the row of headings, a few rows below it, and how many there are.

    Platforms like to write a title above. The row that names most of what an order has wins;
    when none names anything, it is the first row that is not blank.
    """
    everything = all_rows(file, facts)
    first = list(islice(everything, HEADINGS_WITHIN))
    filled = [row for row in first if not row.is_blank()]
    if not filled:
        raise FileEmpty()
    best = max(filled, key=lambda row: (known_headings_in(row.cells), -row.number))
    headings = _distinct([unquoted(cell) for cell in best.cells])
    facts = replace(facts, heading_row=best.number, headings=headings)
    rows = 0
    samples: list[list[str]] = []
    for row in chain(first, everything):
        if row.number <= facts.heading_row or row.is_blank():
            continue
        rows += 1
        if len(samples) < SAMPLES:
            samples.append([unquoted(cell)[:60] for cell in row.cells[: len(headings)]])
    if rows == 0:
        raise OnlyHeadings()
    return replace(facts, rows=rows, samples=samples)


def _distinct(headings: list[str]) -> list[str]:
    """Without the empty tail; a heading that stands twice gets its number."""
    while headings and not headings[-1]:
        headings.pop()
    seen: dict[str, int] = {}
    named = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        named.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return named
