"""What is owed, in the reader's language.

A title is kept as text, as a reason is (`reasons.py`): the product's own sentences are known again
by their form among those of the follow-up's kind, and said anew. What a person typed is of a kind
that has none, or has another form, and stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override

from helpdesk.followups.sentence_forms import Form, forms_of, languages

Words = str | Promise

BETWEEN = " · "
"""Between a name and our own word behind it, as registers write their rows."""


@dataclass(frozen=True, slots=True)
class Title:
    """``words`` names the places where a word of ours may stand, and all the words it may be."""

    sentence: Words
    words: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)


_known: dict[str, list[Title]] = {}


def know_title(
    sentence: Words, *kinds: str, words: Mapping[str, Iterable[Words]] | None = None
) -> None:
    """Make a title of these kinds known. Called once at start."""
    title = Title(sentence, {place: tuple(some) for place, some in (words or {}).items()})
    for kind in kinds:
        _known.setdefault(kind, []).append(title)


def title_said(kind: str, text: str) -> str:
    """The title of a follow-up of that kind in the language that is active."""
    return _said(get_language() or settings.LANGUAGE_CODE, kind, text)


def title_in_each(kind: str, text: str) -> dict[str, str]:
    """In every language of the interface, for readers who are not known yet; empty where it reads
    the same in all of them, as what people typed does."""
    said = {}
    for language in languages():
        with override(language):
            said[language] = title_said(kind, text)
    return said if len(set(said.values())) > 1 else {}


@lru_cache(maxsize=2048)
def _said(language: str, kind: str, text: str) -> str:
    for title, form in _forms(kind):
        if (values := form.read(text)) is not None:
            said = {place: _value(title, form, place, held) for place, held in values.items()}
            return str(title.sentence) % said
    return text


def _value(title: Title, form: Form, place: str, held: str) -> str:
    """What stands in a place: our word said anew, with whatever name is before it."""
    before, between, last = held.rpartition(BETWEEN)
    ours = _words(title.words.get(place, ()), form.language).get(last)
    return held if ours is None else f"{before}{between}{ours}"


@cache
def _words(words: tuple[Words, ...], language: str) -> dict[str, Words]:
    """By how each reads in a language."""
    with override(language):
        return {str(one): one for one in words}


@cache
def _forms(kind: str) -> list[tuple[Title, Form]]:
    return [(title, form) for title in _known.get(kind, ()) for form in forms_of(title.sentence)]
