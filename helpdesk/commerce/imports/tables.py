"""The shape in which any spreadsheet is read: rows of text, each with its number on screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` counts as Excel does: the first row of the file is 1."""

    number: int
    cells: tuple[str, ...]

    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was found out about a file; JSON in the import's row, and enough to read it again."""

    kind: str  # csv, xlsx or xls
    encoding: str = ""  # of a csv
    encoding_reason: str = ""  # bom, valid, not_utf8
    odd_row: int = 0  # where UTF-8 no longer fitted
    delimiter: str = ","
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    heading_row: int = 1
    headings: list[str] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)
    rows: int = 0

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> "FileFacts":
        known = {name: facts[name] for name in cls.__slots__ if name in facts}
        return cls(**known)


class Reader(Protocol):
    """What `text_files` and `workbooks` offer."""

    def __call__(self, file: BinaryIO, facts: FileFacts) -> Iterator[Row]: ...


def unquoted(cell: str) -> str:
    """A cell as it is meant: without the marks that keep Excel from rounding a long number.

    Taobao writes a tab before it or after it, others an apostrophe or ``="…"``.
    """
    text = cell.strip("\t\r\n \u3000\ufeff")
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    if text[:1] in {"'", "‘", "’"} and text[1:2].isalnum():
        text = text[1:]
    return text.strip("\t\r\n \u3000")


def is_formula(cell: str) -> bool:
    """Whether Excel would compute this text. ``="…"`` around plain text is none."""
    text = cell.lstrip()
    return text.startswith("=") and len(text) > 1 and unquoted(text) == text.strip("\t\r\n \u3000")


def neutral(cell: str) -> str:
    """A cell for a file that somebody opens in Excel: whatever it would run becomes text.

    Plain numbers stay as they are, minus and all; so do the marks that keep a number from being
    rounded.
    """
    start = cell.lstrip()[:1]
    if start in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r"}:
        bare = cell.strip().lstrip("+-").replace(",", "")
        if not bare.replace(".", "", 1).isdecimal():
            return f"'{cell}"
    return cell
