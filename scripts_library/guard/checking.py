"""The guard's one question: ``check(text)``."""

from functools import cache

from scripts_library.guard.classes import OK, Rule
from scripts_library.guard.engine import Engine
from scripts_library.guard.reasons import REASONS
from scripts_library.guard.rewriting import kinder_text
from scripts_library.guard.rules import RULES
from scripts_library.guard.verdict import PASSED, Hit, Verdict, higher

LANGUAGES = ("zh", "en")


class Guard:
    """Judges texts by a set of rules; safe to share between threads."""

    def __init__(self, rules: tuple[Rule, ...] = RULES) -> None:
        self._engine = Engine(rules)

    def check(self, text: str, *, language: str = "zh") -> Verdict:
        """What stands in the text, why that is stopped, and how to say it."""
        found = self._engine.find(text)
        if not found:
            return PASSED
        rewrite = kinder_text(text, found, lambda said: not self._engine.find(said))
        column = LANGUAGES.index(language)
        hits = tuple(
            Hit(
                about=one.rule.about,
                level=one.rule.level,
                rule=one.rule.name,
                text=text[one.start : one.end],
                start=one.start,
                end=one.end,
                why=REASONS[one.rule.reason][column],
                rewrite=rewrite,
            )
            for one in found
        )
        level = OK
        for hit in hits:
            level = higher(level, hit.level)
        return Verdict(level, hits)


@cache
def built_in() -> Guard:
    """The guard with the rules that every shop starts from."""
    return Guard()


def check(text: str, *, language: str = "zh") -> Verdict:
    """A text judged by the built-in rules."""
    return built_in().check(text, language=language)
