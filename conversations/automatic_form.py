"""The page of automatic answers as it is typed, read back into the values of its rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from conversations.automatic.choosing import Answer
from conversations.automatic_errors import AutomaticSecondsWrong
from conversations.automatic_rules import EN, ON, PRESETS, STILL_SECONDS, ZH, name_of
from helpdesk.accounts.policies import rule

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Moments that can be tried: days before and after them have to exist, in any time zone."""

AGAIN = (0, 10, 30, 60, 240, 1440)
"""How soon one may be said again, in minutes; 0 is once a reception."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as values."""

    on: bool
    answers: Mapping[Answer, Mapping[str, Any]]
    still_seconds: int
    seen: Mapping[str, int]


def held(policies: Mapping[str, Any]) -> dict[str, str]:
    """The shop's values as they are typed."""
    fields = {"on": "on" if policies[ON] else "", "still-seconds": str(policies[STILL_SECONDS])}
    for answer in PRESETS:
        value = policies[name_of(answer)]
        fields[f"{answer}-on"] = "on" if value["on"] else ""
        fields[f"{answer}-again"] = str(value["again"])
        fields |= {f"{answer}-{language}": value[language] for language in (ZH, EN)}
    return fields


def read(typed: Mapping[str, str]) -> Typed:
    """The values; AutomaticSecondsWrong where the seconds are none. Saving checks the texts."""
    return Typed(
        on=bool(typed.get("on")),
        answers={
            answer: {
                "on": bool(typed.get(f"{answer}-on")),
                "again": _number(typed.get(f"{answer}-again"), -1),
                ZH: _text(typed.get(f"{answer}-{ZH}")),
                EN: _text(typed.get(f"{answer}-{EN}")),
            }
            for answer in PRESETS
        },
        still_seconds=_seconds(typed.get("still-seconds", "")),
        seen={name: _number(typed.get(f"seen-{name}"), 0) for name in rule_names()},
    )


def rule_names() -> list[str]:
    """The rules that the page changes."""
    return [ON, STILL_SECONDS, *map(name_of, PRESETS)]


def moment_of(typed: str, zone: str) -> datetime | None:
    """A date and time by the shop's clock, as a browser's field gives it; None for anything
    else, and for years in which nobody tries anything."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        return None
    if moment.tzinfo is not None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment.replace(tzinfo=ZoneInfo(zone))


def _text(typed: str | None) -> str:
    return (typed or "").replace("\r\n", "\n").replace("\x00", "").strip()


def _number(typed: str | None, otherwise: int) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 19 else otherwise


def _seconds(typed: str) -> int:
    least, most = rule(STILL_SECONDS).bounds
    seconds = _number(typed.strip(), -1)
    if not least <= seconds <= most:
        raise AutomaticSecondsWrong(typed=typed[:20], least=least, most=most)
    return seconds
