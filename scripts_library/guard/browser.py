"""The rules as one JavaScript file, so that the browser judges by the same data."""

import json
from dataclasses import asdict

from scripts_library.guard.classes import CLASSES, Rule
from scripts_library.guard.folding_tables import FOLD, KEPT, PAUSE, SENTENCE_END
from scripts_library.guard.homophones import SYLLABLES
from scripts_library.guard.kinder import KINDER
from scripts_library.guard.reasons import REASONS
from scripts_library.guard.rules import RULES
from scripts_library.guard.sense import DEFAULTS, FILE
from scripts_library.guard.vocabulary import WORDS

HEAD = (
    "// Written by `manage.py export_guard` from scripts_library/guard. Do not edit.\n"
    "// Classes, rules, shared words, reasons and kinder sentences of the guard, and what a\n"
    "// character is folded to.\n"
)


LEARNED_HEAD = (
    "// Written by `manage.py export_guard` from scripts_library/guard/learned.json. Do not edit.\n"
)
LONG = 200
"""A table with more entries is written on one line."""


def javascript(rules: tuple[Rule, ...] = RULES) -> str:
    """The text of static/js/guard/rules.gen.js."""
    exported = {
        "CLASSES": CLASSES,
        "WORDS": WORDS,
        "RULES": [rule_shape(rule) for rule in rules],
        "REASONS": REASONS,
        "KINDER": KINDER,
        "DEFAULTS": DEFAULTS,
        "FOLD": FOLD,
        "KEPT": sorted(KEPT),
        "SYLLABLES": SYLLABLES,
        "SENTENCE_END": SENTENCE_END,
        "PAUSE": PAUSE,
    }
    return HEAD + "".join(
        f"export const {name} = {_written(value)};\n" for name, value in exported.items()
    )


def rule_shape(rule: Rule) -> dict[str, object]:
    """A rule as the browser reads it; a shop's own words only where there are any."""
    held = asdict(rule)
    return {name: value for name, value in held.items() if value or name not in ("why", "said")}


def learned_javascript() -> str:
    """The text of static/js/guard/learned.gen.js."""
    return f"{LEARNED_HEAD}export const LEARNED = {FILE.read_text(encoding='utf-8').strip()};\n"


def _written(value: object) -> str:
    """JSON, a rule or word a line; safe inside a script of any age: two separators escaped."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        text = "[\n" + ",\n".join(map(_line, value)) + "\n]"
    elif isinstance(value, dict) and len(value) < LONG:
        lines = (f"{_line(name)}:{_line(held)}" for name, held in value.items())
        text = "{\n" + ",\n".join(lines) + "\n}"
    else:
        text = _line(value)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
