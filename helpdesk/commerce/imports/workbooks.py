"""xlsx and xls by calamine. The parts of an xlsx are measured before anything is unpacked whole."""

import contextlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from helpdesk.commerce.imports.errors import (
    SheetMissing,
    TooManyColumns,
    TooManyRows,
    TooMuchInside,
    WorkbookBroken,
    WorkbookLocked,
)
from helpdesk.commerce.imports.limits import (
    MAX_COLUMNS,
    MAX_DENSE_CELLS,
    MAX_ROWS,
    MAX_UNPACKED,
    MB,
)
from helpdesk.commerce.imports.tables import FileFacts, Row

CHUNK = MB
OVERLAP = 4096
BROKEN = (BadZipFile, KeyError, NotImplementedError, EOFError, ValueError, OSError)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# Addresses of cells. Each begins with the same two bytes, which is what makes 100 MB a matter of
# a second: far down, far right (with something in it), and with a formula at once after it.
DEEP = re.compile(rb"r=[\"'][A-Za-z]+(\d{6,})[\"']")
WIDE = re.compile(rb"r=[\"']([A-Za-z]{2,})(\d+)[\"']([^>]*)>")
FORMULA = re.compile(
    rb"r=[\"']([A-Za-z]+)(\d+)[\"'][^>]*>\s*"
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]{0,2000}))"
)
SHALLOW = 99_999
"""Rows that have fewer than six digits are not looked at one by one."""

Formulas = dict[tuple[int, int], str]


def check_size(file: BinaryIO) -> None:
    """Refuse a zip bomb: by its directory first, then by reading each part as long as it says."""
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > MAX_UNPACKED:
                raise TooMuchInside(size=size // MB, limit=MAX_UNPACKED // MB)
            for part in archive.infolist():
                with archive.open(part) as stream:
                    while stream.read(CHUNK):
                        pass
    except BROKEN as problem:
        raise WorkbookBroken() from problem


def sheets_of(file: BinaryIO) -> list[str]:
    """The names of the sheets that hold cells; what the sender does not see comes last."""
    with _opened(file) as book:
        held = [meta for meta in book.sheets_metadata if "WorkSheet" in str(meta.typ)]
        held.sort(key=lambda meta: meta.visible != SheetVisibleEnum.Visible)
        found = [meta.name for meta in held]
    if not found:
        raise WorkbookBroken()
    return found


def workbook_rows(file: BinaryIO, facts: FileFacts) -> Iterator[Row]:
    """The rows of the chosen sheet as text; a formula stays the text of the formula."""
    formulas = _scan(file, facts.sheet) if facts.kind == "xlsx" else {}
    with _opened(file) as book:
        try:
            sheet = book.get_sheet_by_name(facts.sheet)
            rows = sheet.iter_rows()
        except (CalamineError, ValueError) as problem:
            raise WorkbookBroken() from problem
        # calamine gives the blank rows above the first cell, but not the blank columns before it.
        before = ("",) * (sheet.start or (0, 0))[1]
        for number, values in enumerate(rows, start=1):
            cells = before + tuple(
                [value if type(value) is str else shown(value) for value in values]
            )
            if formulas:
                cells = tuple(
                    formulas.get((number, column), cell) for column, cell in enumerate(cells)
                )
            yield Row(number, cells)


@contextlib.contextmanager
def _opened(file: BinaryIO) -> Iterator[CalamineWorkbook]:
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
    except PasswordError as problem:
        raise WorkbookLocked() from problem
    except (CalamineError, *BROKEN) as problem:
        raise WorkbookBroken() from problem
    try:
        yield book
    finally:
        book.close()


def shown(value: Any) -> str:
    """A value as text. Excel keeps 15 digits: a longer number says so by its exponent."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            if abs(value) >= 1e15:
                return f"{value:.14E}"
            return str(int(value)) if float(value).is_integer() else f"{value:.15g}"
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return ""


def column_number(letters: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _scan(file: BinaryIO, sheet: str) -> Formulas:
    """Walk the sheet's XML: its real bounds, for calamine reserves a whole rectangle, and its
    formulas, of which calamine tells only the last result."""
    formulas: Formulas = {}
    rows, columns, tail = SHALLOW, 26, b""
    file.seek(0)
    try:
        with ZipFile(file) as archive, archive.open(_part_of(archive, sheet)) as stream:
            while chunk := stream.read(CHUNK):
                text = tail + chunk
                tail = text[-OVERLAP:]
                rows = max([rows, *map(int, DEEP.findall(text))])
                for letters, row, rest in WIDE.findall(text):
                    if not rest.endswith(b"/"):
                        columns = max(columns, column_number(letters) + 1)
                    if columns > MAX_COLUMNS:
                        raise TooManyColumns(columns=columns, limit=MAX_COLUMNS, row=int(row))
                if rows > MAX_ROWS or rows * columns > MAX_DENSE_CELLS:
                    raise TooManyRows(limit=min(MAX_ROWS, MAX_DENSE_CELLS // columns))
                if b"<f" in text or b":f" in text:
                    for letters, row, words in FORMULA.findall(text):
                        place = int(row), column_number(letters)
                        formulas[place] = f"={_words(words) or '…'}"
    except BROKEN as problem:
        raise WorkbookBroken() from problem
    return formulas


def _words(escaped: bytes) -> str:
    text = escaped.decode("utf-8", "replace")
    for mark, plain in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(mark, plain)
    return text


def _part_of(archive: ZipFile, sheet: str) -> str:
    """The path of the sheet's XML inside the file."""
    book = _small(archive, "xl/workbook.xml")
    relations = _small(archive, "xl/_rels/workbook.xml.rels")
    ids = {each.get("name"): each.get(RELATION) for each in book.iter() if each.get(RELATION)}
    if sheet not in ids:
        raise SheetMissing(name=sheet)
    paths = {each.get("Id"): each.get("Target", "") for each in relations}
    target = paths[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _small(archive: ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > MB:
        raise BadZipFile("an index of this size is none")
    try:
        return ElementTree.fromstring(archive.read(name))
    except ElementTree.ParseError as problem:
        raise WorkbookBroken() from problem
