"""The form of a guard rule, read without stumbling and filled again."""

from typing import Any

from django.http import QueryDict

from scripts_library.guard.classes import CLASSES
from scripts_library.guard_drafts import Draft
from scripts_library.models import GuardKind, GuardSource, RuleLevel


def draft_from(form: QueryDict) -> Draft:
    """What was typed, as it was typed; `checked_draft` says what is wrong with it."""
    kind = form.get("kind", "")
    level = RuleLevel.OK if kind == GuardKind.ALLOW else form.get("level", "")
    return Draft(
        kind=kind,
        about="" if kind == GuardKind.ALLOW else form.get("about", ""),
        level=level,
        words=_lines(form.get("words", "")),
        exceptions=_lines(form.get("exceptions", "")),
        close="close" in form,
        pattern=form.get("pattern", ""),
        why=form.get("why", ""),
        rewrite=form.get("rewrite", ""),
        whole="whole" in form,
        source=form.get("source", GuardSource.OWN),
        source_text=form.get("source_text", ""),
        law="law" in form,
        until=form.get("until", ""),
        is_on="is_on" in form,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.replace("\r", "").split("\n") if line.strip())


def choices(*, english: bool) -> dict[str, Any]:
    """What the form offers."""
    return {
        "kinds": GuardKind.choices,
        "levels": [pair for pair in RuleLevel.choices if pair[0] != RuleLevel.OK],
        "all_levels": RuleLevel.choices,
        "sources": GuardSource.choices,
        "classes": [(key, names[1 if english else 0]) for key, names in CLASSES.items()],
    }
