"""Contents as cells and back. What a table does not speak of stays as it was. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from scripts_library.knowledge import pitches
from scripts_library.knowledge.models.sheet import SheetKind
from scripts_library.knowledge.tables.shapes import FACTS

BETWEEN: Final = "、"
GIVES = {"": "", "身高": "height", "身高 cm": "height", "体重": "weight", "体重 斤": "weight"}
_GIVES_WORDS = {"": "", "height": "身高", "weight": "体重"}
_APART = str.maketrans("；;", "\n\n")
_SEVERAL = str.maketrans("，,；;\n", "、、、、、")
WHOLE = ("weight_g", "warranty_months", "size")


def day_in(text: str) -> str:
    """A day as a spreadsheet has it, the way our fields read it."""
    day = text.strip().removesuffix(" 00:00:00").replace("/", "-")
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and len(parts[0]) == 4:
        return f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
    return day


def several_in(text: str) -> list[str]:
    """One cell with several names in it."""
    return [one.strip() for one in text.translate(_SEVERAL).split(BETWEEN) if one.strip()]


def content_in(
    kind: str, rows: Sequence[Mapping[str, str]], before: Mapping[str, Any]
) -> dict[str, Any]:
    """What rows of a table make of a sheet, unchecked; ``before`` is what it says now."""
    if kind == SheetKind.QUESTIONS:
        return {"questions": [_question(cells, before) for cells in rows]}
    cells = rows[0]
    content = dict(before)
    if kind == SheetKind.PITCH:
        content |= {part: cells[part] for part in pitches.PARTS if part in cells}
    elif kind == SheetKind.HOWTO:
        content |= {"title": cells.get("title", ""), "steps": _steps(cells.get("steps", ""))}
        if "asks" in cells:
            content["asks"] = several_in(cells["asks"])
    else:
        content |= {name: _fact(name, cells[name]) for name in FACTS if name in cells}
        if "more" in cells:
            content["more"] = [_pair(line) for line in _lines(cells["more"])]
        if "aliases" in cells:
            content["aliases"] = several_in(cells["aliases"])
    return content


def cells_of(kind: str, content: Mapping[str, Any]) -> list[dict[str, str]]:
    """A sheet as rows of a table: one, or of questions one each."""
    if kind == SheetKind.QUESTIONS:
        return [
            {"ask": one["ask"], "why": one["why"], "gives": _GIVES_WORDS[one["gives"]]}
            for one in content["questions"]
        ]
    if kind == SheetKind.PITCH:
        return [{part: content[part] for part in pitches.PARTS}]
    if kind == SheetKind.HOWTO:
        steps = (f"{one['text']} {one['link']}".strip() for one in content["steps"])
        asks = BETWEEN.join(content["asks"])
        return [{"title": content["title"], "steps": "\n".join(steps), "asks": asks}]
    facts = {name: str(content.get(name) or "") for name in FACTS}
    more = "\n".join(f"{name}：{value}" for name, value in content.get("more", ()))
    return [{**facts, "more": more, "aliases": BETWEEN.join(content.get("aliases", ()))}]


def _fact(name: str, text: str) -> str:
    if name == "stock_on":
        return day_in(text)
    # A spreadsheet makes 620.0 of 620.
    return text.strip().removesuffix(".0") if name in WHOLE else text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.translate(_APART).split("\n") if line.strip()]


def _pair(line: str) -> list[str]:
    """A name and what it is; without a colon only what it is, which is then refused in words."""
    name, colon, value = line.replace(":", "：", 1).partition("：")
    return [name.strip(), value.strip()] if colon else ["", line]


def _steps(text: str) -> list[dict[str, str]]:
    """One a line, an address at its end is its link."""
    steps = []
    for line in text.split("\n"):
        said, _blank, last = line.strip().rpartition(" ")
        is_link = last.startswith(("http://", "https://"))
        steps.append({"text": said if is_link else line.strip(), "link": last if is_link else ""})
    return steps


def _question(cells: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, str]:
    """With the key of the question that reads so now, for ticks in chats name it."""
    ask = " ".join(cells.get("ask", "").split())
    known = {one["ask"]: one for one in before.get("questions", ())}.get(ask, {})
    gives = cells.get("gives", known.get("gives", ""))
    return {
        "key": known.get("key", ""),
        "ask": ask,
        "why": cells.get("why", known.get("why", "")),
        "gives": GIVES.get(gives.strip(), gives.strip()),
    }
