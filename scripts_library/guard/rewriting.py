"""A kinder text in place of one that was hit: the whole of it, so that one key takes it over."""

import re
from collections.abc import Callable

from scripts_library.guard.classes import LEVELS, PLAIN, Rule
from scripts_library.guard.engine import Found
from scripts_library.guard.kinder import KINDER

SENTENCE = re.compile("[^。！？!?；;\n]*[。！？!?；;\n]*")
HAN = re.compile("[\u4e00-\u9fff]")
MARKS = "，,、。！？!?；;：:~～…. "
SHORTEST = 4
"""What is left of a sentence after a word was taken out, at the least."""

Passes = Callable[[str], bool]


def kinder_text(text: str, found: list[Found], passes: Passes) -> str:
    """The text with its hit sentences said kindly; where that still will not pass, one sentence."""
    trimmed = _without_words(text, found)
    if trimmed and passes(trimmed):
        return trimmed
    gravest = max(found, key=lambda one: LEVELS.index(one.rule.level))
    english = not HAN.search(text) and all(one.rule.view == PLAIN for one in found)
    rebuilt = _sentence_by_sentence(text, found, english=english)
    if passes(rebuilt):
        return rebuilt
    return _kinder(gravest.rule, english=english)


def _kinder(rule: Rule, *, english: bool) -> str:
    return rule.said or KINDER[rule.kinder][1 if english else 0]


def _without_words(text: str, found: list[Found]) -> str | None:
    """Where each hit is a word that can go or be softened, the sentence stays as it was."""
    if any(one.rule.put is None for one in found):
        return None
    kept = text
    for one in sorted(found, key=lambda each: -each.start):
        matched = text[one.start : one.end]
        put = (one.rule.put or "").replace("*", matched[1:])
        before, after = kept[: one.start], kept[one.end :]
        if not put and (not before or before[-1] in MARKS):
            after = after.lstrip(MARKS)
        kept = f"{before}{put}{after}"
    kept = kept.strip()
    return kept if len(kept) >= SHORTEST else None


def _sentence_by_sentence(text: str, found: list[Found], *, english: bool) -> str:
    said: list[str] = []
    for part in SENTENCE.finditer(text):
        if not part[0]:
            continue
        hits = [one for one in found if one.start < part.end() and part.start() < one.end]
        if not hits:
            said.append(part[0])
            continue
        gravest = max(hits, key=lambda one: LEVELS.index(one.rule.level))
        kinder = _kinder(gravest.rule, english=english)
        if kinder not in said:
            said.append(kinder)
    return "".join(said).strip()
