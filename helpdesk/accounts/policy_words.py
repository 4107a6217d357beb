"""A rule as a sentence whose values can be typed in place, and what was typed read back.

The fields are named after the way to the value: ``value``, ``value.0``, ``burst``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from helpdesk.accounts.errors import PolicyNumberWrong, PolicyOrderWrong
from helpdesk.accounts.policies import PolicyRule, switch_words
from helpdesk.kernel.text import listed

PLACE = re.compile(r"%\((\w+)\)s")
LONGEST = 12
"""Digits that a number may have before it is not even looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence: fixed words, or one value with the field it is typed into."""

    words: str
    field: str = ""
    is_number: bool = False
    # Of a switch: whether it is on; None for everything else.
    is_on: bool | None = None


def parts_of(rule: PolicyRule, value: Any, typed: Mapping[str, str] | None = None) -> list[Part]:
    """The sentence taken apart; ``typed`` shows what somebody has just entered instead."""
    if rule.form is not None:
        return [Part(rule.said(value))]
    parts: list[Part] = []
    pieces = PLACE.split(str(rule.sentence))
    for words, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if words:
            parts.append(Part(words.replace("%%", "%")))
        if name:
            held = value[name] if isinstance(value, dict) else value
            parts += _values(name, held, typed or {})
    return parts


def numbers_said(value: Any) -> str:
    """A value on its own: 「30、90、180」."""
    return listed(part.words for part in _leaves("value", value))


def read_value(rule: PolicyRule, typed: Mapping[str, str]) -> Any:
    """What was typed, in the preset's shape; PolicyNumberWrong or PolicyOrderWrong."""
    if isinstance(rule.preset, dict):
        return {key: _read(rule, key, old, typed) for key, old in rule.preset.items()}
    return _read(rule, "value", rule.preset, typed)


def _read(rule: PolicyRule, field: str, preset: Any, typed: Mapping[str, str]) -> Any:
    if isinstance(preset, dict):
        return {key: _read(rule, f"{field}.{key}", old, typed) for key, old in preset.items()}
    if isinstance(preset, list):
        found = [_read(rule, f"{field}.{at}", old, typed) for at, old in enumerate(preset)]
        if found != sorted(found):
            raise PolicyOrderWrong(typed=numbers_said(found), preset=numbers_said(preset))
        return found
    word = typed.get(field, "").strip()
    if isinstance(preset, bool):
        return word == "on"
    if isinstance(preset, str):
        return word
    return _number(rule, preset, word)


def _number(rule: PolicyRule, preset: int | float, word: str) -> int | float:
    least, most = rule.bounds
    whole = isinstance(preset, int)
    wrong = PolicyNumberWrong(
        typed=word[: LONGEST * 2],
        least=max(1, least) if whole else least,
        most=most,
        kind=pgettext("number", "整数") if whole else pgettext("number", "数"),
    )
    if len(word) > LONGEST:
        raise wrong
    try:
        number = type(preset)(word)
    except ValueError as problem:
        raise wrong from problem
    if not rule.within(number) or (whole and number < 1):
        raise wrong
    return number


def _values(field: str, value: Any, typed: Mapping[str, str]) -> Iterator[Part]:
    for at, part in enumerate(_leaves(field, value)):
        if at:
            yield Part(pgettext("between items of a list", "、"))
        words = typed.get(part.field, part.words)
        is_on = part.is_on
        if is_on is not None and part.field in typed:
            is_on = words == "on"
            words = switch_words(is_on)
        yield Part(words, part.field, part.is_number, is_on)


def _leaves(field: str, value: Any) -> Iterator[Part]:
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from _leaves(f"{field}.{key}", one)
    elif isinstance(value, bool):
        yield Part(switch_words(value), field, is_on=value)
    else:
        yield Part(str(value), field, isinstance(value, int | float))
