"""The rules a shop works by: each a plain sentence with a preset, a unit and a source.

An app registers its rules from ``AppConfig.ready()``. A shop's own number is a `Policy` row;
without one the preset holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from helpdesk.accounts.models import Policy
from helpdesk.kernel import clock
from helpdesk.kernel.text import listed


@dataclass(frozen=True, slots=True)
class Form:
    """How a rule is held whose value is more than numbers in a sentence: opening hours, say."""

    fits: Callable[[Any], bool]
    # The value in words, for ``%(value)s`` of the sentence.
    said: Callable[[Any], str]
    # The name of the page that changes it.
    page: str


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """One rule. ``sentence`` names the number as ``%(value)s``, or a dict's parts by their keys.

    ``also`` says what a value must be beyond having the preset's shape: a time of day, say.
    ``choices`` are the words for each value of a rule that is one of a few.
    """

    name: str
    preset: Any
    unit: str
    sentence: str | Promise
    source: str | Promise
    # The least and the most that each number of the rule may be.
    bounds: tuple[int, int] = (0, 1_000_000_000)
    also: Callable[[Any], bool] | None = None
    choices: Mapping[str, str | Promise] | None = None
    # For a value that has a page of its own; it then need not have the preset's shape.
    form: Form | None = None

    def said(self, value: Any = None) -> str:
        """The rule in words, with the shop's value (or the preset) in it."""
        value = self.preset if value is None else value
        if self.form is not None:
            return str(self.sentence) % {"value": self.form.said(value)}
        if isinstance(value, dict):
            return str(self.sentence) % value
        if isinstance(value, bool):
            value = switch_words(value)
        shown = listed(value) if isinstance(value, list) else self.worded(value)
        return str(self.sentence) % {"value": shown}

    def worded(self, value: Any) -> Any:
        """A value as it is read: its words where it is one of the choices."""
        return value if self.choices is None else self.choices.get(value, value)

    def fits(self, value: Any) -> bool:
        """Whether a value has the preset's shape: numbers within the bounds, lists rising."""
        if self.form is not None:
            return self.form.fits(value)
        return (
            _same_shape(self.preset, value)
            and all(map(self.within, numbers_in(value)))
            and (self.also is None or self.also(value))
            and (self.choices is None or value in self.choices)
        )

    def within(self, number: int | float) -> bool:
        """Whether a number is neither too small nor too large."""
        least, most = self.bounds
        return least <= number <= most


def switch_words(on: bool) -> str:
    """What a rule that is either on or off says."""
    return pgettext("rule", "开") if on else pgettext("rule", "关")


_rules: dict[str, PolicyRule] = {}


def register_rule(rule: PolicyRule) -> None:
    """Make a rule known, once."""
    if _rules.get(rule.name, rule) != rule:
        raise LookupError(f"{rule.name} is already registered differently")
    _rules[rule.name] = rule


def registered_rules() -> Mapping[str, PolicyRule]:
    """Every rule by its name."""
    return dict(_rules)


def rule(name: str) -> PolicyRule:
    """The rule of this name; an unknown one is a mistake in the code."""
    return _rules[name]


LATEST_SQL = """
SELECT DISTINCT ON (name) name, value
FROM accounts_policy
WHERE shop_id = %s AND effective_from <= %s
ORDER BY name, effective_from DESC, id DESC
"""


def value_of(shop_id: int, name: str, at: datetime | None = None) -> Any:
    """The shop's value in effect at a moment (now), else the preset."""
    found = (
        Policy.objects.filter(shop_id=shop_id, name=name, effective_from__lte=at or clock.now())
        .order_by("-effective_from", "-id")
        .values_list("value", flat=True)
        .first()
    )
    return rule(name).preset if found is None else found


def policies_of(shop_id: int, at: datetime | None = None) -> dict[str, Any]:
    """Every rule's value for the shop, by name, in one query."""
    latest = (
        Policy.objects.filter(shop_id=shop_id, effective_from__lte=at or clock.now())
        .order_by("name", "-effective_from", "-id")
        .distinct("name")
        .values_list("name", "value")
    )
    return _with_presets(dict(latest))


_told: dict[int, Mapping[str, Any]] = {}
"""What the sockets of a shop were told last: thousands of them hold one and the same."""


async def policies_on(conn: AsyncConnection[Any], shop_id: int) -> Mapping[str, Any]:
    """The same for the sockets, on their own connection. Asked each time, kept once."""
    async with conn.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(LATEST_SQL, (shop_id, clock.now()))
        found = _with_presets(dict(await cursor.fetchall()))
    if _told.get(shop_id) != found:
        _told[shop_id] = found
    return _told[shop_id]


def _with_presets(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: found.get(name, one.preset) for name, one in _rules.items()}


def numbers_in(value: Any) -> Iterator[int | float]:
    """Every number of a value, in the order in which it is written."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _same_shape(preset: Any, value: Any) -> bool:
    if isinstance(preset, dict):
        return (
            isinstance(value, dict)
            and value.keys() == preset.keys()
            and all(_same_shape(preset[key], value[key]) for key in preset)
        )
    if isinstance(preset, list):
        return (
            isinstance(value, list)
            and len(value) == len(preset)
            and all(_same_shape(old, new) for old, new in zip(preset, value, strict=True))
            and value == sorted(value)
        )
    if isinstance(preset, bool) or isinstance(value, bool):
        return isinstance(preset, bool) and isinstance(value, bool)
    return type(value) is type(preset) and (not isinstance(value, int) or value > 0)
