"""The columns of a table of guard rules, and what their words mean."""

from collections.abc import Mapping, Sequence

from helpdesk.commerce.imports.tables import unquoted
from scripts_library.guard.classes import CLASSES
from scripts_library.guard_drafts import Draft
from scripts_library.models import GuardKind, GuardSource, RuleLevel

HEADINGS: dict[str, str] = {
    "id": "编号",
    "kind": "哪一种",
    "about": "类别",
    "level": "级别",
    "words": "词或句式",
    "exceptions": "例外",
    "close": "拆开也算",
    "why": "为什么",
    "rewrite": "换成",
    "whole": "换整句",
    "source": "来源",
    "source_text": "出处",
    "law": "连法律管的也动",
    "until": "有效到",
    "is_on": "在用",
}
"""Of a file, not of a page: the same whoever downloads it, so that it comes back in."""

REQUIRED = ("kind", "about", "level", "words", "why")
KINDS = {
    "词": GuardKind.WORDS,
    "句式": GuardKind.PATTERN,
    "放行": GuardKind.ALLOW,
    "级别": GuardKind.LEVEL,
}
LEVELS = {
    "不管": RuleLevel.OK,
    "提示": RuleLevel.HINT,
    "提醒": RuleLevel.WARN,
    "拦下": RuleLevel.BLOCK,
}
SOURCES = {"店里定的": GuardSource.OWN, "平台规则": GuardSource.PLATFORM, "法律": GuardSource.LAW}
ABOUT = {zh: key for key, (zh, _en) in CLASSES.items()}
YES, NO = "是", "否"
BETWEEN = "、"

_BY_HEADING = {heading: name for name, heading in HEADINGS.items()}


def columns_in(cells: Sequence[str]) -> dict[str, int]:
    """Which of our columns stands where in a row of headings; the first of two wins."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        text = unquoted(cell)
        name = _BY_HEADING.get(text) or (text if text in HEADINGS else None)
        if name is not None:
            found.setdefault(name, place)
    return found


def written(rule_id: int, draft: Draft) -> tuple[str, ...]:
    """A rule as a row, in the order of HEADINGS."""
    cells = {
        "id": str(rule_id),
        "kind": _word(KINDS, draft.kind),
        "about": CLASSES[draft.about][0] if draft.about else "",
        "level": _word(LEVELS, draft.level),
        "words": draft.pattern or BETWEEN.join(draft.words),
        "exceptions": BETWEEN.join(draft.exceptions),
        "close": YES if draft.close else NO,
        "why": draft.why,
        "rewrite": draft.rewrite,
        "whole": YES if draft.whole else NO,
        "source": _word(SOURCES, draft.source),
        "source_text": draft.source_text,
        "law": YES if draft.law else NO,
        "until": draft.until,
        "is_on": YES if draft.is_on else NO,
    }
    return tuple(cells[name] for name in HEADINGS)


def read(cells: Mapping[str, str]) -> Draft:
    """A row as a draft; what it says that we do not know stays, and is refused by its column."""
    kind = _meant(KINDS, cells.get("kind", ""))
    words = cells.get("words", "").strip()
    is_pattern = kind == GuardKind.PATTERN
    return Draft(
        kind=kind,
        about=ABOUT.get(cells.get("about", ""), cells.get("about", "")),
        level=_meant(LEVELS, cells.get("level", "") or ("不管" if kind == GuardKind.ALLOW else "")),
        words=() if is_pattern else _several(words),
        pattern=words if is_pattern else "",
        exceptions=_several(cells.get("exceptions", "")),
        close=_is_yes(cells.get("close", "")),
        why=cells.get("why", ""),
        rewrite=cells.get("rewrite", ""),
        whole=_is_yes(cells.get("whole", "")),
        source=_meant(SOURCES, cells.get("source", "") or "店里定的"),
        source_text=cells.get("source_text", ""),
        law=_is_yes(cells.get("law", "")),
        until=cells.get("until", ""),
        is_on=cells.get("is_on", "") not in (NO, "no", "0"),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(one for line in text.splitlines() for one in line.split(BETWEEN) if one.strip())


def _is_yes(text: str) -> bool:
    return text.strip().lower() in (YES, "yes", "1", "true")


def _meant(words: Mapping[str, str], text: str) -> str:
    return str(words.get(text.strip(), text.strip()))


def _word(words: Mapping[str, str], value: str) -> str:
    return next((word for word, known in words.items() if known == value), value)
