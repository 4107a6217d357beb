"""csv and its kin: which encoding and why, which delimiter, then row by row."""

import codecs
import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from helpdesk.commerce.imports.errors import EncodingUnknown, QuoteUnclosed
from helpdesk.commerce.imports.limits import MAX_CELL
from helpdesk.commerce.imports.tables import FileFacts, Row

CHUNK = 1024 * 1024
DELIMITERS = (",", "\t", ";", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    name: str
    reason: str
    odd_row: int = 0


def encoding_of(file: BinaryIO) -> Encoding:
    """By its mark; else UTF-8 when every byte fits; else GB18030, with the row that did not fit."""
    file.seek(0)
    head = file.read(3)
    for mark, name in MARKS:
        if head.startswith(mark):
            _require(file, name)
            return Encoding(name, "bom")
    odd = _first_odd_row(file, "utf-8")
    if odd == 0:
        return Encoding("utf-8", "valid")
    too = _first_odd_row(file, "gb18030")
    if too:
        raise EncodingUnknown(row=max(odd, too))
    return Encoding("gb18030", "not_utf8", odd)


def _require(file: BinaryIO, name: str) -> None:
    odd = _first_odd_row(file, name)
    if odd:
        raise EncodingUnknown(row=odd)


def _first_odd_row(file: BinaryIO, name: str) -> int:
    """The line at which the encoding no longer fits, or 0."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    file.seek(0)
    lines = 1
    while True:
        chunk = file.read(CHUNK)
        try:
            lines += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as problem:
            good = bytes(problem.object)[: problem.start]
            return lines + good.count(b"\n")
        if not chunk:
            return 0


def delimiter_of(file: BinaryIO, encoding: str) -> str:
    """The mark that splits the first lines most evenly; a comma when nothing does."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    lines = [line for line in islice(text, 5) if line.strip()]
    text.detach()
    counts = {mark: max((line.count(mark) for line in lines), default=0) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: counts[mark])
    return best if counts[best] else ","


class _Lines:
    """Lines of text that remember whether a quote is open since the last whole row."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.quotes = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.quotes += line.count('"')
        return line


def text_rows(file: BinaryIO, facts: FileFacts) -> Iterator[Row]:
    """Every row of the file. A blank line is a row too, so that numbers agree with Excel's."""
    file.seek(0)
    text = io.TextIOWrapper(file, facts.encoding, newline="")
    lines = _Lines(text)
    number = 0
    try:
        reader = csv.reader(lines, delimiter=facts.delimiter)
        while True:
            lines.quotes = 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                raise QuoteUnclosed(row=number + 1) from problem
            number += 1
            if any(len(cell) > MAX_CELL for cell in cells) or _left_open(lines, cells):
                raise QuoteUnclosed(row=number)
            yield Row(number, tuple(cells))
    finally:
        with contextlib.suppress(ValueError):  # closed by whoever opened it
            text.detach()


def _left_open(lines: _Lines, cells: list[str]) -> bool:
    """A row of several lines with an odd number of quotes: it ended only with the file."""
    return lines.quotes % 2 == 1 and any("\n" in cell for cell in cells)
