"""A shop's own rules on top of the built-in ones: what it adds, shifts and allows. Pure."""

from dataclasses import dataclass, field, replace

from scripts_library.guard.checking import LONGEST, Guard
from scripts_library.guard.classes import BLOCK, OK, PLAIN, TIGHT, Rule
from scripts_library.guard.engine import Engine, Found, apart
from scripts_library.guard.folding import Folded, fold, is_letter
from scripts_library.guard.own_patterns import escaped
from scripts_library.guard.sense import DEFAULTS, learned

READS_LIKE = "reads_like_"


@dataclass(frozen=True)
class Shift:
    """At which level a built-in class counts here; ``law``: also what the law forbids."""

    level: str
    law: bool = False


@dataclass(frozen=True)
class Book:
    """All that a shop has decided about wording. ``allowed`` are folded words."""

    rules: tuple[Rule, ...] = ()
    shifts: dict[str, Shift] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()


def folded_word(word: str, *, close: bool = False) -> str:
    """A word as texts are read: ``close`` without any marks between its characters."""
    folded = fold(word)
    return (folded.tight if close else folded.plain).text


def words_pattern(words: tuple[str, ...], *, close: bool = False) -> str:
    """One pattern for all the words, the longest first; a word of letters is a whole one."""
    folded = sorted(
        {folded_word(one, close=close) for one in words}, key=lambda one: (-len(one), one)
    )
    return "(?:" + "|".join(_bounded(one) for one in folded if one) + ")"


def _bounded(word: str) -> str:
    before = "(?<![a-z0-9])" if is_letter(word[0]) else ""
    after = "(?![a-z0-9])" if is_letter(word[-1]) else ""
    return before + escaped(word) + after


def own_rule(
    *,
    name: str,
    about: str,
    level: str,
    pattern: str,
    close: bool,
    exceptions: tuple[str, ...],
    why: str,
    rewrite: str,
    whole: bool,
) -> Rule:
    """A rule that a shop wrote. Its rewrite stands for the words that were found, or with
    ``whole`` for the sentence; without one the class's kinder sentence does."""
    reason, kinder = DEFAULTS[about]
    return Rule(
        name=name,
        about=about,
        level=level,
        pattern=pattern,
        reason=reason,
        kinder=kinder,
        view=TIGHT if close else PLAIN,
        unless=(words_pattern(exceptions),) if exceptions else (),
        put=rewrite.replace("*", "＊") if rewrite and not whole else None,
        why=why,
        said=rewrite if whole else "",
    )


class ShopGuard(Guard):
    """The guard as one shop has it."""

    def __init__(self, book: Book) -> None:
        super().__init__(sense=learned())
        self._book = book
        self._own = Engine(book.rules)

    def find(self, text: str) -> list[Found]:
        """The built-in rules at the shop's levels, and its own; nothing inside allowed words."""
        folded = fold(text[:LONGEST])
        free = _allowed(folded, self._book.allowed)
        found = [_shifted(one, self._book.shifts) for one in self._built_in(text, free)]
        found += self._own.find(folded)
        return apart([one for one in found if one.rule.level != OK and not _inside(one, free)])

    def _built_in(self, text: str, free: list[tuple[int, int]]) -> list[Found]:
        """What only reads badly is read again without the allowed words."""
        found = super().find(text)
        if free and any(one.rule.name.startswith(READS_LIKE) for one in found):
            rest = super().find(_without(text, free))
            if not any(one.rule.name.startswith(READS_LIKE) for one in rest):
                return [one for one in found if not one.rule.name.startswith(READS_LIKE)]
        return found


def _shifted(one: Found, shifts: dict[str, Shift]) -> Found:
    shift = shifts.get(one.rule.about)
    if shift is None or (one.rule.level == BLOCK and not shift.law):
        return one
    return replace(one, rule=replace(one.rule, level=shift.level))


def _allowed(folded: Folded, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where allowed words stand in the original."""
    plain, spans = folded.plain, []
    for word in words:
        at = plain.text.find(word)
        while at >= 0:
            spans.append((plain.places[at], plain.places[at + len(word) - 1] + 1))
            at = plain.text.find(word, at + 1)
    return sorted(spans)


def _inside(one: Found, free: list[tuple[int, int]]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in free)


def _without(text: str, free: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in free:
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*kept, text[at:]])
