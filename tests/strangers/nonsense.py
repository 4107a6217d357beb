"""What no page of ours sends: a form or a question that has every name, with something in each."""

import random
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDictKeyError

NONSENSE = (
    *("", "abc", "a\x00b", "-1", "0", "1", "²", "9" * 19, "9" * 400, "9" * 5000, "NaN"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00"),
    *("%00", "[]", "1:2", "null", "(a+)+$", "\u202e", "{{x}}", "x" * 3000),
)
TYPED = (
    *NONSENSE,
    *("a\x00b", "\x00", "９９", "٣", "1e309", "-inf", "0x10", "1_000", "0.005", "9999-12-31T23:59"),
    *("24:00", "10:00+23:59", "member:", "http://[::1", "https://x:99999/", "a\nb\r\nc\t"),
    "换" * 21_000,
)
LIKELY = (
    *(
        "1",
        "2",
        "3",
        "12.50",
        "on",
        "2026-11-27",
        "2026-11-27T10:00",
        "10:00",
        "文字",
        "原因是这样",
    ),
    *(
        "原因是这样",
        "agent",
        "accepting",
        "pre_sale",
        "refund",
        "return",
        "other",
        "day",
        "#336699",
        "member:1",
    ),
    *("https://example.com/x", "13812345678", "SF1234567890"),
)
"""What may well be right, so that the field beside it is read at all."""


class Anything(QueryDict):
    """Has most names that are asked for, with something drawn; what is listed of it is true too."""

    def __init__(
        self,
        dice: random.Random,
        *,
        nonsense: Sequence[str] = NONSENSE,
        likely: Sequence[str] = (),
        held: float = 0.8,
    ) -> None:
        super().__init__("", mutable=True)
        self.dice, self.held = dice, held
        self.drawn = (nonsense, likely or nonsense)
        self.known: set[str] = set()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.getlist(name))

    def __getitem__(self, name: str) -> Any:
        if not (said := self.getlist(name)):
            raise MultiValueDictKeyError(name)
        return said[-1]

    def get(self, name: str, default: Any = None) -> Any:
        return said[-1] if (said := self.getlist(name)) else default

    def getlist(self, name: str, default: Any = None) -> Any:
        if name not in self.known and self.dice.random() < self.held:
            self.setlist(name, [self.dice.choice(self.dice.choice(self.drawn))])
        self.known.add(name)
        return super().getlist(name, default)
