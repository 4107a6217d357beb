"""What each row of a table would do to what is known now. Pure.

A row is found again by its product or category, of how-tos and answers by their title as well. So
the same table can be brought again and again: what is the same stays, what differs is the next
version, and a column that the table has not is left alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from helpdesk.kernel.errors import HelpdeskError
from scripts_library.drafts import Words, checked_words
from scripts_library.knowledge import fields
from scripts_library.knowledge.contents import checked, spoken
from scripts_library.knowledge.models.answer import ASK_LENGTH, MOST_ASKS
from scripts_library.knowledge.models.sheet import CATEGORY_LENGTH, SheetKind
from scripts_library.knowledge.models.sheet_version import SOURCE_LENGTH
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.tables.cells import content_in, day_in, several_in
from scripts_library.knowledge.tables.shapes import ANSWERS
from scripts_library.tables.reading import Line

Does = Literal["new", "changed", "same", "wrong"]
Key = tuple[Subject, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A sheet or an answer that is there. ``content``, of an answer: question, body, asks."""

    id: int
    content: Mapping[str, Any]
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    is_retired: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """All that a plan asks of the shop, fetched once. ``blocked`` says why words may not be told
    to a buyer, or ""."""

    products: Mapping[str, int]
    codes: Mapping[str, int]
    names: Mapping[int, str]
    known: Mapping[Key, Known]
    passages: Mapping[str, str]
    today: date
    until: date
    blocked: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A row, or the rows of one list, with what they would do, and why not."""

    row: int
    does: Does
    called: str
    column: str = ""
    problem: str = ""
    hints: tuple[str, ...] = ()
    subject: Subject = field(default_factory=Subject)
    content: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    id: int | None = None
    before: Mapping[str, Any] | None = None


def plan(kind: str, lines: Sequence[Line], around: Around) -> list[Planned]:
    """Every row in order. What stands twice is wrong at its second place."""
    taken: dict[Key, int] = {}
    return [_planned(kind, rows, around, taken) for rows in _together(kind, lines)]


def key_of(kind: str, subject: Subject, content: Mapping[str, Any]) -> Key:
    """What makes two of them the same one."""
    title = {SheetKind.HOWTO: "title", ANSWERS: "question"}.get(kind)
    return subject, str(content.get(title, "")) if title else ""


def _together(kind: str, lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Questions of one category are one list, wherever they stand; everything else is a row."""
    if kind != SheetKind.QUESTIONS:
        return [[line] for line in lines]
    lists: dict[str, list[Line]] = {}
    for line in lines:
        lists.setdefault(" ".join(line.cells.get("category", "").split()), []).append(line)
    return lists.values()


def _planned(kind: str, rows: list[Line], around: Around, taken: dict[Key, int]) -> Planned:
    first = rows[0]
    notes = tuple(note for line in rows for note in line.notes)
    called = first.cells.get("product") or first.cells.get("category") or first.cells.get("code")
    title = first.cells.get("title") or first.cells.get("question") or ""
    shown = " · ".join(filter(None, (called, title)))[:60]

    def wrong(column: str, problem: str) -> Planned:
        return Planned(first.row, "wrong", shown, column, problem, notes)

    try:
        subject = _subject(kind, first.cells, around)
        said = {"title": title.strip(), "question": " ".join(title.split())}
        there = around.known.get(key_of(kind, subject, said))
        made = _made(kind, rows, subject, there, around)
    except HelpdeskError as problem:
        return wrong(getattr(problem, "field", ""), _reason(problem))
    if (twice := taken.setdefault(key_of(kind, subject, said), first.row)) != first.row:
        return wrong("product", _("和第 %(row)s 行重复") % {"row": twice})
    does = _does(made, there)
    if does in ("new", "changed"):
        for column, words in _spoken(kind, made.content):
            if why := around.blocked(words):
                return wrong(column, why)
        if made.valid_until is not None and made.valid_until < around.today:
            return wrong("valid_until", _("%(day)s 已经过了") % {"day": made.valid_until})
    hints = [*notes]
    if there is not None and there.is_retired and does != "same":
        hints.append(_("停用着，写入后重新启用"))
    if there is not None and there.waits and does == "changed":
        hints.append(_("有一版等主管看，写入后以这张表为准"))
    return Planned(
        first.row,
        does,
        shown,
        hints=tuple(hints),
        subject=subject,
        content=made.content,
        source=made.source,
        valid_from=made.valid_from,
        valid_until=made.valid_until,
        id=there.id if there else None,
        before=there.content if there else None,
    )


def _made(
    kind: str, rows: list[Line], subject: Subject, there: Known | None, around: Around
) -> Known:
    """What stands in the rows, checked, over what was there."""
    cells = rows[0].cells
    if kind == ANSWERS:
        words = checked_words(
            Words(cells.get("question", ""), cells.get("body", "")), around.passages
        )
        asks = several_in(cells["asks"]) if "asks" in cells else there and there.content["asks"]
        kept = fields.several("asks", asks or (), most=MOST_ASKS, longest=ASK_LENGTH)
        content: dict[str, Any] = {"question": words.title, "body": words.body, "asks": list(kept)}
        source = ""
    else:
        before = there.content if there else {}
        content = checked(kind, content_in(kind, [line.cells for line in rows], before))
        source = there.source if there else ""
        if "source" in cells:
            source = fields.line("source", cells["source"], most=SOURCE_LENGTH)
    preset = around.until if kind == SheetKind.FACTS else None
    return Known(
        0,
        content,
        source,
        _day(cells, "valid_from", there.valid_from if there else None),
        _day(cells, "valid_until", there.valid_until if there else preset),
    )


def _day(cells: Mapping[str, str], name: str, without: date | None) -> date | None:
    return fields.day(name, day_in(cells[name])) if name in cells else without


def _does(made: Known, there: Known | None) -> Does:
    if there is None:
        return "new"
    told = (made.content, made.source, made.valid_from, made.valid_until)
    known = (there.content, there.source, there.valid_from, there.valid_until)
    return "same" if told == known and not there.is_retired else "changed"


def _subject(kind: str, cells: Mapping[str, str], around: Around) -> Subject:
    """By the shop's own code, else by the product's name, else the category."""
    code, name = cells.get("code", "").strip(), " ".join(cells.get("product", "").split())
    if code and code not in around.codes:
        raise fields.wrong("code", _("店里没有商家编码「%(code)s」") % {"code": code[:40]})
    if name and name not in around.products:
        raise fields.wrong("product", _("店里没有叫「%(name)s」的商品") % {"name": name[:40]})
    if code and name and around.codes[code] != around.products[name]:
        told = _("商家编码是「%(other)s」的，和商品名对不上")
        raise fields.wrong("product", told % {"other": around.names[around.codes[code]]})
    category = cells.get("category", "")
    if code or name:
        if category.strip() and kind in (SheetKind.HOWTO, ANSWERS):
            raise fields.wrong("category", _("写了商品就别写类别，两样只能是一样的"))
        return Subject(product_id=around.codes[code] if code else around.products[name])
    if kind in (SheetKind.FACTS, SheetKind.PITCH):
        raise fields.wrong("product", _("还没写是哪个商品"))
    return Subject(category=fields.line("category", category, most=CATEGORY_LENGTH, needed=True))


def _spoken(kind: str, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [("body", content["body"])] if kind == ANSWERS else spoken(kind, content)


def _reason(problem: HelpdeskError) -> str:
    """Of a field only what is wrong with it: the column stands beside."""
    told = problem.facts.get("problem")
    return str(told) if told else problem.said()
