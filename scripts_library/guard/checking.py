"""The guard's one question: ``check(text)``."""

from functools import cache, lru_cache

from scripts_library.guard.classes import HINT, OK, Rule
from scripts_library.guard.engine import Engine, Found
from scripts_library.guard.folding import fold
from scripts_library.guard.reasons import REASONS
from scripts_library.guard.rewriting import kinder_text
from scripts_library.guard.rules import RULES
from scripts_library.guard.sense import READS_LIKE, Sense, learned
from scripts_library.guard.verdict import PASSED, Hit, Verdict, higher

LANGUAGES = ("zh", "en")
LONGEST = 5000
"""A message holds no more; what comes behind is not read."""


class Guard:
    """Judges texts by a set of rules and a second reader; safe to share between threads."""

    def __init__(self, rules: tuple[Rule, ...] = RULES, sense: Sense | None = None) -> None:
        self._engine = Engine(rules)
        self._sense = sense
        self._passes = lru_cache(maxsize=1024)(lambda said: not self.find(said))

    def check(self, text: str, *, language: str = "zh") -> Verdict:
        """What stands in the text, why that is stopped, and how to say it."""
        found = self.find(text)
        if not found:
            return PASSED
        rewrite = kinder_text(text, found, self._passes)
        column = LANGUAGES.index(language)
        hits = tuple(
            Hit(
                about=one.rule.about,
                level=one.rule.level,
                rule=one.rule.name,
                text=text[one.start : one.end],
                start=one.start,
                end=one.end,
                why=one.rule.why or REASONS[one.rule.reason][column],
                rewrite=rewrite,
            )
            for one in found
        )
        level = OK
        for hit in hits:
            level = higher(level, hit.level)
        return Verdict(level, hits)

    def find(self, text: str) -> list[Found]:
        """The rules that hold, after the second reader had its say."""
        folded = fold(text[:LONGEST])
        plain = folded.plain
        if not plain.text:
            return []
        found = self._engine.find(folded)
        if self._sense is None:
            return found
        score = self._sense.score(plain.text)
        found = [one for one in found if not self._sense.clears(one.rule, score)]
        flagged = self._sense.flags(plain.text, score)
        if flagged and all(one.rule.level == HINT for one in found):
            like = READS_LIKE[self._sense.about(plain.text)]
            return [Found(like, *self._sense.place(plain))]
        return found


@cache
def built_in() -> Guard:
    """The guard with the rules that every shop starts from."""
    return Guard(RULES, learned())


def check(text: str, *, language: str = "zh") -> Verdict:
    """A text judged by the built-in rules."""
    return built_in().check(text, language=language)
