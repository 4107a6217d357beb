"""Pure: which skills a chat needs, by the shop's own data."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkillRule:
    """A skill, and what makes a chat need it."""

    number: int
    name: str
    words: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def needed_skills(
    rules: Iterable[SkillRule], *, words: str, platform: str, kind: str
) -> tuple[tuple[int, str], ...]:
    """Number and name of each skill that fits the first words, the buyer's platform, or the kind
    of product they look at."""
    said = words.casefold()
    return tuple(
        (rule.number, rule.name)
        for rule in rules
        if any(word.casefold() in said for word in rule.words if word)
        or platform in rule.platforms
        or (bool(kind) and kind in rule.kinds)
    )
