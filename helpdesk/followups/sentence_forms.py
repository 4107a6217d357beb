"""A sentence of ours known again in whatever language it is kept in, with what stands in its
places. Pure but for the interface's words."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from helpdesk.accounts.policy_words import PLACE

CUT = "…"
"""In place of the end of one that was too long for its column."""

QUOTES = str.maketrans({"\u300c": "[\u300c\u201c]", "\u300d": "[\u300d\u201d]"})
"""Corners, as our sentences have them, and curly quotes, as rows from before have them."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence as it stands in one language: what is fixed, and the places between."""

    pattern: re.Pattern[str]
    language: str

    def read(self, text: str) -> dict[str, str] | None:
        """What stands in the places; None for another sentence."""
        found = self.pattern.fullmatch(text)
        return None if found is None else found.groupdict()


def forms_of(sentence: str | Promise, *, may_be_cut: bool = False) -> tuple[Form, ...]:
    """The sentence in every language, the product's own first."""
    return tuple(_form(sentence, language, may_be_cut) for language in languages())


def languages() -> list[str]:
    """Those of the interface, the product's own first."""
    return list(dict.fromkeys([settings.LANGUAGE_CODE, *dict(settings.LANGUAGES)]))


def _form(sentence: str | Promise, language: str, may_be_cut: bool) -> Form:
    with override(language):
        pieces = PLACE.split(str(sentence))
    fixed = [re.escape(piece.replace("%%", "%")).translate(QUOTES) for piece in pieces[::2]]
    if may_be_cut:
        fixed[-1] = f"(?:{fixed[-1]}|{CUT})"
    found, named = fixed[0], set()
    for name, rest in zip(pieces[1::2], fixed[1:], strict=True):
        found += (f"(?P={name})" if name in named else f"(?P<{name}>.+?)") + rest
        named.add(name)
    return Form(re.compile(found, re.DOTALL), language)
