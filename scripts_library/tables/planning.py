"""What each row of a table would do to the library as it is now. Pure.

A row is found again by its code, else by title, language and scope. So the same table can be
brought again and again: what is the same stays, what differs becomes the next version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from helpdesk.kernel.errors import HelpdeskError
from scripts_library.checks import Finding, blocking, finding_told, findings_told
from scripts_library.drafts import Filing, Words, checked_filing, checked_words, tags_in, wrong
from scripts_library.free_codes import next_free
from scripts_library.models import Language, Scope, Stage
from scripts_library.models.folder import FOLDER_LENGTH
from scripts_library.tables.advice import kinder_in_table, told_in_table
from scripts_library.tables.columns import FILES_APART, WORDS
from scripts_library.tables.reading import Line
from scripts_library.variables import variables_by_name

Does = Literal["new", "changed", "same", "wrong"]
MOST_CHANGED = 2_000
"""Scripts that one table may change. Each is a version with its history, written one by one: some
12 ms of a processor, and whoever pressed the button waits for all of them."""

APART = "/"
"""Between a folder and the one in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A script that is there."""

    id: int
    code: str
    title: str
    body: str
    language: str
    scope: str
    group_id: int | None
    folder: str
    stage: str
    tags: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    may_change: bool
    files: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, int | None]:
        return (self.title, self.language, self.scope, self.group_id)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what it would do, and why not."""

    row: int
    does: Does
    title: str
    # Of a wrong row: the column as the page names it, what is wrong, how it is mended.
    column: str = ""
    problem: str = ""
    advice: str = ""
    hints: tuple[str, ...] = ()
    words: Words | None = None
    filing: Filing | None = None
    folder: str = ""
    script_id: int | None = None
    # Title and words before, of a changed row.
    before: str = ""
    before_title: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """All that a plan asks of the shop, fetched once."""

    known: Sequence[Known]
    passages: Mapping[str, str]
    groups: Mapping[str, int]
    today: date
    may_share: bool
    findings: Mapping[int, Sequence[Finding]] = field(default_factory=dict)
    # Codes of scripts that this person does not find: colleagues' personal ones.
    codes_elsewhere: frozenset[str] = frozenset()

    @property
    def codes(self) -> set[str]:
        """Every code that is taken."""
        return {one.code for one in self.known if one.code} | self.codes_elsewhere


def plan(lines: Sequence[Line], around: Around) -> list[Planned]:
    """Every row in order. A code or title that stands twice is wrong at its second place."""
    by_code = {one.code: one for one in around.known if one.code}
    by_key = {one.key: one for one in around.known}
    codes: dict[str, int] = {}
    keys: dict[tuple[str, str, str, int | None], int] = {}
    return [_planned(line, around, by_code, by_key, codes, keys) for line in lines]


def _planned(
    line: Line,
    around: Around,
    by_code: dict[str, Known],
    by_key: dict[tuple[str, str, str, int | None], Known],
    codes: dict[str, int],
    keys: dict[tuple[str, str, str, int | None], int],
) -> Planned:
    title = line.cells.get("title", "")
    try:
        words = checked_words(Words(title, line.cells.get("body", "")), around.passages)
        filing = checked_filing(_filing(line.cells, around))
        folder = _folder(line.cells.get("folder", ""))
    except HelpdeskError as problem:
        column = getattr(problem, "field", "")
        said, advice = told_in_table(problem, [*variables_by_name(), *around.passages])
        return Planned(line.row, "wrong", title[:60], column, said, advice, tuple(line.notes))
    key = (words.title, filing.language, filing.scope, filing.group_id)
    twice = (codes.get(filing.code) if filing.code else None) or keys.get(key)
    if twice:
        said = _("和第 %(row)s 行重复") % {"row": twice}
        column = "code" if filing.code in codes else "title"
        advice = _("两行留一行，或者换个代码、标题")
        return Planned(line.row, "wrong", words.title, column, said, advice, tuple(line.notes))
    if filing.code:
        codes[filing.code] = line.row
    keys[key] = line.row
    known = (by_code.get(filing.code) if filing.code else None) or by_key.get(key)
    return _held_against(line, words, filing, folder, known, around)


def _held_against(
    line: Line, words: Words, filing: Filing, folder: str, known: Known | None, around: Around
) -> Planned:
    found = around.findings.get(line.row, ())
    hints = [*line.notes, *(finding_told(one) for one in found if one.level != "block")]
    if filing.valid_until and filing.valid_until < around.today:
        hints.append(_("%(day)s 已经过了，进来也不会出现") % {"day": filing.valid_until})
    if missing := _files_missing(line.cells.get("files", ""), known):
        hints.append(
            _("%(names)s 进不来：图片和文件不随表格走，进来后在这一条里加") % {"names": missing}
        )
    row = Planned(line.row, "new", words.title, hints=tuple(hints), words=words, filing=filing)
    row = replace(row, folder=folder)
    blocked = blocking(found)
    if blocked:
        advice = kinder_in_table(blocked)
        said = findings_told(blocked)
        return replace(row, does="wrong", column="body", problem=said, advice=advice)
    if known is None and filing.code in around.codes_elsewhere:
        said = _("代码 %(code)s 有同事自己在用") % {"code": filing.code}
        free = next_free(filing.code.rstrip("0123456789"), around.codes)
        advice = _("换一个，%(free)s 还空着") % {"free": free}
        return replace(row, does="wrong", column="code", problem=said, advice=advice)
    if known is None:
        if filing.scope != Scope.OWN and not around.may_share:
            said = _("店铺和组里的话术由主管导入，您可以导入「我的」")
            return replace(row, does="wrong", column="scope", problem=said)
        return row
    row = replace(row, script_id=known.id, before=known.body, before_title=known.title)
    if not filing.code and known.code:
        row = replace(row, filing=replace(filing, code=known.code))
    if _is_same(row, known):
        return replace(row, does="same")
    if not known.may_change:
        said = _("库里已有「%(title)s」，由主管来改") % {"title": known.title}
        return replace(row, does="wrong", column="code", problem=said)
    return replace(row, does="changed")


def _files_missing(cell: str, known: Known | None) -> str:
    """Names of files that a table speaks of and the script has not."""
    names = [name.strip() for name in cell.split(FILES_APART) if name.strip()]
    return FILES_APART.join(name for name in names if known is None or name not in known.files)


def _is_same(row: Planned, known: Known) -> bool:
    words, filing = row.words, row.filing
    assert words is not None and filing is not None
    return (
        (words.title, words.body, row.folder) == (known.title, known.body, known.folder)
        and (filing.code, filing.stage, filing.language)
        == (known.code, known.stage, known.language)
        and (filing.scope, filing.group_id) == (known.scope, known.group_id)
        and filing.tags == known.tags
        and (filing.valid_from, filing.valid_until) == (known.valid_from, known.valid_until)
    )


def _filing(cells: Mapping[str, str], around: Around) -> Filing:
    scope, group = _scope(cells.get("scope", ""), around)
    stage = _choice(cells.get("stage", ""), Stage.choices)
    language = _choice(cells.get("language", "") or Language.ZH, Language.choices)
    if stage is None:
        raise wrong("stage", _("「%(text)s」不是售前、售中、售后") % {"text": cells["stage"][:20]})
    if language is None:
        raise wrong("language", _("「%(text)s」不是中文、英文") % {"text": cells["language"][:20]})
    return Filing(
        scope=scope,
        group_id=group,
        code=cells.get("code", ""),
        language=language,
        stage=stage,
        tags=tags_in(cells.get("tags", "")),
        valid_from=_day(cells.get("valid_from", ""), "valid_from"),
        valid_until=_day(cells.get("valid_until", ""), "valid_until"),
    )


def _scope(text: str, around: Around) -> tuple[str, int | None]:
    known = _choice(text or Scope.SHOP, [pair for pair in Scope.choices if pair[0] != "group"])
    if known is not None:
        return known, None
    if text in around.groups:
        return Scope.GROUP, around.groups[text]
    raise wrong("scope", _("店里没有叫「%(text)s」的客服组") % {"text": text[:20]})


def _choice(text: str, choices: Sequence[tuple[str, object]]) -> str | None:
    """The code of a choice by its code, its word in the reader's language, or ours of a file."""
    text = text.strip()
    for code, label in choices:
        if text.lower() in (code, str(label).lower()) or WORDS.get(text) == code:
            return code
    return None


def _folder(text: str) -> str:
    levels = [" ".join(part.split()) for part in text.split(APART) if part.strip()]
    if len(levels) > 2 or any(len(one) > FOLDER_LENGTH for one in levels):
        said = _("最多两层，中间用 / 隔开，每层最多 %(most)s 个字") % {"most": FOLDER_LENGTH}
        raise wrong("folder", said)
    return APART.join(levels)


def _day(text: str, name: str) -> date | None:
    text = text.strip().removesuffix(" 00:00:00")
    if not text:
        return None
    try:
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        raise wrong(
            name, _("「%(text)s」不是日期，写成 2026-06-13") % {"text": text[:20]}
        ) from None
