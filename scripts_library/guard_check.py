"""The guard as a check of scripts."""

from django.utils.translation import get_language

from scripts_library.checks import Finding, register_check
from scripts_library.guard_shops import guard_of


def guarded(shop_id: int, text: str) -> list[Finding]:
    """Each hit of the guard's verdict, with its reason in the reader's language."""
    reader = "en" if (get_language() or "").startswith("en") else "zh"
    hits = guard_of(shop_id).check(text, language=reader).hits
    return [Finding(hit.level, hit.about, hit.text, hit.why, hit.rewrite) for hit in hits]


def register() -> None:
    """Called once at start."""
    register_check("guard", guarded)
