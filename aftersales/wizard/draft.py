"""What stands in the wizard's form, read without stumbling: nothing typed is ever lost. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from aftersales.causes import Cause
from aftersales.machine.words import Word
from aftersales.options import Way

MOST_TICKED = 100
LONGEST = 6000


class Decision(Word):
    """What is done with the case as soon as it is open."""

    OPEN = "open", pgettext_lazy("case decision", "先登记，稍后答复")
    AGREE = "agree", pgettext_lazy("case decision", "当场同意，马上办")
    OFFER = "offer", pgettext_lazy("case decision", "提给买家，等买家点头")
    ASK = "ask", pgettext_lazy("case decision", "超过额度，送审")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The form as it stands; what is not chosen yet is None or empty."""

    positions: tuple[int, ...] = ()
    cause: Cause | None = None
    of_shop: bool = False
    words: str = ""
    # Entries of the chat, by number: messages and pictures alike.
    seqs: tuple[int, ...] = ()
    way: Way | None = None
    amount: str = ""
    # For which way the amount was typed: it counts for no other.
    amount_for: str = ""
    decision: Decision | None = None
    wanted: Way | None = None
    reason: str = ""
    # The words for the buyer, and what was proposed when they were last shown.
    say: str = ""
    given: str = ""
    script: int | None = None
    # Of those words, where somebody chose one.
    language: str = ""
    # Of a change: the version of the case that the page showed.
    version: int | None = None

    @property
    def own_words(self) -> bool:
        """Whether somebody wrote on in what was proposed: then it stays as it is."""
        return bool(self.say.strip()) and _even(self.say) != _even(self.given)


def draft_of(form: QueryDict) -> Draft:
    """What is no number, no known word or too long is as if it were not there."""
    return Draft(
        positions=_numbers(form.getlist("line")),
        cause=_word(Cause, form.get("cause")),
        of_shop=form.get("asker") == "shop",
        words=_text(form.get("words")),
        seqs=_numbers(form.getlist("seq")),
        way=_word(Way, form.get("way")),
        amount=_text(form.get("amount"))[:40],
        amount_for=_text(form.get("amount_for"))[:20],
        decision=_word(Decision, form.get("decision")),
        wanted=_word(Way, form.get("wanted")),
        reason=_text(form.get("reason")),
        say=_text(form.get("say")),
        given=_text(form.get("given")),
        script=number_in(form.get("script")),
        language=_text(form.get("language"))[:2],
        version=number_in(form.get("version")),
    )


def number_in(text: str | None) -> int | None:
    """A number of the form, or None."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 15:
        return None
    return int(text)


def _numbers(texts: Sequence[str]) -> tuple[int, ...]:
    found = (number_in(text) for text in texts[:MOST_TICKED])
    return tuple(dict.fromkeys(number for number in found if number is not None))


W = TypeVar("W", bound=Word)


def _word(kind: type[W], text: str | None) -> W | None:
    known: Mapping[str, W] = {word.value: word for word in kind}
    return known.get(text or "")


def _text(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")[:LONGEST]


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
