"""The words of an automatic answer: variables in braces, checked when saved, filled when said.

A variable that is not known at the moment takes its sentence with it: better one sentence less
than a hole in it. So the sentence with the shop's name, which is always said, may hold only
variables that are always known. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 300
"""Characters of one text: what is longer is no quick answer, and nobody reads it on a phone."""

VARIABLE = re.compile(r"\{([^{}]*)\}")
SENTENCE = re.compile(r"[^。！？!?\n]*?(?:\.(?=\s|$)|[。！？!?\n]|$)\s*")
HANGING = re.compile(r"[，,]\s*(?=[，,。.！!？?])|(?:^|(?<=\n))[，,]\s*|\s+(?=[,.!?])")
"""What an empty value leaves behind: a comma too many, a space before a mark."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable, by the name it has in a Chinese and in an English text."""

    key: str
    zh: str
    en: str
    # Known at every moment, if only as nothing at all.
    always: bool = False


VARIABLES = (
    Variable("shop", "店名", "shop", always=True),
    Variable("name", "称呼", "name", always=True),
    Variable("agent", "客服", "agent"),
    Variable("back", "下次上班", "back"),
    Variable("reply_by", "最晚回复", "reply_by"),
    Variable("place", "排队位置", "place"),
)
SHOP = VARIABLES[0]
_BY_NAME = {name: one for one in VARIABLES for name in (one.zh, one.en)}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a text: a code, and the variable it is about."""

    code: str
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is said, and the sentences that are left out just now."""

    words: str
    left_out: tuple[str, ...] = ()


def flaw_of(text: str) -> Flaw | None:
    """The first thing that is wrong with a text, or None."""
    if not text.strip():
        return Flaw("empty")
    if len(text) > LONGEST:
        return Flaw("too_long")
    for found in VARIABLE.finditer(text):
        if found[1].strip() not in _BY_NAME:
            return Flaw("unknown", found[0])
    rest = VARIABLE.sub("", text)
    if "{" in rest or "}" in rest:
        return Flaw("brace")
    named = [names for names in map(_variables_in, sentences_of(text)) if SHOP in names]
    if not named:
        return Flaw("no_shop")
    shaky = [[one for one in names if not one.always] for names in named]
    if all(shaky):
        return Flaw("shop_with", shaky[0][0].zh)
    return None


def sentences_of(text: str) -> list[str]:
    """The sentences in order, each with its mark and the spaces behind it."""
    return [one for one in SENTENCE.findall(text) if one]


def said(text: str, values: Mapping[str, str | None]) -> Said:
    """The text with its values. A sentence with a value of None is left out."""
    kept, left_out = [], []
    for sentence in sentences_of(text):
        if any(values.get(one.key) is None for one in _variables_in(sentence)):
            left_out.append(sentence.strip())
        else:
            filled = VARIABLE.sub(lambda at: _value(at, values), sentence)
            kept.append(HANGING.sub("", filled))
    return Said("".join(kept).strip(), tuple(left_out))


def uses(text: str, key: str) -> bool:
    """Whether a text names this variable."""
    return any(one.key == key for one in _variables_in(text))


def _variables_in(text: str) -> list[Variable]:
    names = (found.strip() for found in VARIABLE.findall(text))
    return [_BY_NAME[name] for name in names if name in _BY_NAME]


def _value(found: re.Match[str], values: Mapping[str, str | None]) -> str:
    return values[_BY_NAME[found[1].strip()].key] or ""
