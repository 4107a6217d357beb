"""What a person typed, checked once for every door."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError

MAX_MESSAGE_LENGTH = 5000
"""Characters (code points) that one message holds; part of the wire, see docs/wire.md."""

PREVIEW_LENGTH = 80

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Say which way to read and show nothing. iPhones put them around a number that is copied."""

UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))

_NO_DIRECTIONS = dict.fromkeys(map(ord, DIRECTIONS))


class TextEmpty(HelpdeskError):
    code = "text_empty"
    message = _("消息是空的。")
    action = _("写点内容再发。")


class TextTooLong(HelpdeskError):
    code = "text_too_long"
    message = _("消息有 %(length)s 个字，最多 %(limit)s 个。")
    action = _("分成几条发，您写的还在输入框里。")


class TextBroken(HelpdeskError):
    code = "text_broken"
    message = _("消息里有存不下的字符。")
    action = _("删掉看不见的控制字符再发。")


def checked_message(text: object) -> str:
    """The text exactly as typed, or a typed error.

    Nothing is trimmed or normalised: what was sent is what is stored. Only a text with no
    visible character, one above ``MAX_MESSAGE_LENGTH``, and what UTF-8 or Postgres cannot
    hold (NUL, lone surrogates) are refused.
    """
    if not isinstance(text, str):
        raise TextBroken()
    if is_blank(text):
        raise TextEmpty()
    if len(text) > MAX_MESSAGE_LENGTH:
        raise TextTooLong(length=len(text), limit=MAX_MESSAGE_LENGTH)
    if not is_storable(text):
        raise TextBroken()
    return text


def is_storable(text: str) -> bool:
    """Whether Postgres and UTF-8 can hold it: no NUL, no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def without_directions(text: str) -> str:
    """The text without marks of direction, for numbers, names and what is looked for."""
    return text.translate(_NO_DIRECTIONS)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: only spaces, controls and zero-width marks."""
    return all(unicodedata.category(mark) in UNSEEN for mark in text)


def quoted(words: object) -> str:
    """Words of somebody else, in the marks of the reader's language."""
    return gettext("「%(words)s」") % {"words": words}


def listed(items: Iterable[object]) -> str:
    """Several things in a row, with the separator of the reader's language."""
    return pgettext("between items of a list", "、").join(map(str, items))


def preview(text: str) -> str:
    """The first words of a message on one line, for a list."""
    line = " ".join(text[: PREVIEW_LENGTH * 4].split())
    return line if len(line) <= PREVIEW_LENGTH else line[: PREVIEW_LENGTH - 1] + "…"
