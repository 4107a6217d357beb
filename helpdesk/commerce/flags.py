"""The flags of an order: six colours that every platform knows, meanings that are the shop's."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

COLOURS: tuple[tuple[str, str | Promise], ...] = (
    ("none", pgettext_lazy("flag", "不插旗")),
    ("red", pgettext_lazy("flag", "红旗")),
    ("yellow", pgettext_lazy("flag", "黄旗")),
    ("green", pgettext_lazy("flag", "绿旗")),
    ("blue", pgettext_lazy("flag", "蓝旗")),
    ("pink", pgettext_lazy("flag", "粉旗")),
)
"""By their number: 0 is none, as Taobao counts them. The key is also a CSS word."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag as it is shown."""

    number: int
    key: str
    name: str
    meaning: str


def colour_name(number: int) -> str | Promise:
    """What the flag of this number is called."""
    return COLOURS[number][1]


def palette(meanings: Mapping[str, str]) -> tuple[Flag, ...]:
    """All flags with the shop's meanings (policy ``commerce.flag_meanings``)."""
    return tuple(
        Flag(number, key, str(name), meanings.get(key, ""))
        for number, (key, name) in enumerate(COLOURS)
    )
