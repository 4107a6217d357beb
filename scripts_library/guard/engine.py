"""Rules made ready, and the one question asked of them: what stands in this text?"""

import re
from dataclasses import dataclass
from functools import cached_property

from scripts_library.guard.classes import LEVELS, PLAIN, SOUND, TIGHT, Rule
from scripts_library.guard.folding import Folded
from scripts_library.guard.patterns import MARK, filled, needed


@dataclass(frozen=True)
class Found:
    """A rule that holds, and the span of the original text it holds for."""

    rule: Rule
    start: int
    end: int


class _Ready:
    """A rule and its expressions, each compiled when it is first asked."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.needed = needed(filled(rule.pattern))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(filled(self.rule.pattern))

    @cached_property
    def around(self) -> list[re.Pattern[str]]:
        return [re.compile(each) for each in map(filled, self.rule.unless) if MARK in each]

    @cached_property
    def within(self) -> list[re.Pattern[str]]:
        return [re.compile(each) for each in map(filled, self.rule.unless) if MARK not in each]

    @cached_property
    def anywhere(self) -> list[re.Pattern[str]]:
        return [re.compile(filled(each)) for each in self.rule.unless_anywhere]


class Engine:
    """A set of rules, compiled once. Knows nothing of levels, reasons or rewrites."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._ready = [_Ready(rule) for rule in rules]

    def find(self, folded: Folded) -> list[Found]:
        """The first place of each rule that nothing excuses; one of a class where they overlap."""
        views = {PLAIN: folded.plain.text, TIGHT: folded.tight.text, SOUND: folded.sound.text}
        letters = {name: set(view) for name, view in views.items()}
        found = []
        for ready in self._ready:
            view = ready.rule.view
            if any(each.isdisjoint(letters[view]) for each in ready.needed):
                continue
            place = _first_place(ready, views[view], folded)
            if place:
                found.append(Found(ready.rule, *place))
        return apart(found)


def _first_place(ready: _Ready, view: str, folded: Folded) -> tuple[int, int] | None:
    plain = folded.plain
    for match in ready.pattern.finditer(view):
        first, last = match.start(), match.end() - 1
        if last < first:
            continue
        if ready.rule.view == SOUND:
            first, last = folded.sound.places[first], folded.sound.places[last]
        if ready.rule.view != PLAIN:
            first, last = folded.tight.places[first], folded.tight.places[last]
        if _excused(ready, plain.text, first, last + 1):
            continue
        return plain.places[first], plain.places[last] + 1
    return None


def _excused(ready: _Ready, plain: str, start: int, end: int) -> bool:
    if any(each.search(plain) for each in ready.anywhere):
        return True
    begin, finish = sentence_around(plain, start, end)
    sentence = plain[begin:finish]
    if any(each.search(sentence) for each in ready.within):
        return True
    if not ready.around:
        return False
    marked = plain[begin:start] + MARK + plain[end:finish]
    return any(each.search(marked) for each in ready.around)


def sentence_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or sentences, in which a match lies; its 。 left out."""
    stop = plain.find("。", max(end - 1, start))
    return plain.rfind("。", 0, start) + 1, len(plain) if stop < 0 else max(stop, end)


def apart(found: list[Found]) -> list[Found]:
    """Of overlapping places of one class the gravest, then the first, then the longest."""
    gravest_first = sorted(
        found, key=lambda one: (-LEVELS.index(one.rule.level), one.start, one.start - one.end)
    )
    kept: list[Found] = []
    for one in gravest_first:
        if all(
            one.rule.about != other.rule.about or one.end <= other.start or other.end <= one.start
            for other in kept
        ):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
