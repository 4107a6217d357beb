"""What a move stands on: a message of the chat, a file, or what was seen and written down. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from aftersales.errors import WordsWrong
from helpdesk.kernel.text import is_storable

KINDS = ("message", "file", "words")
MOST, LONGEST = 20, 500
LONGEST_SEQ = 9


@dataclass(frozen=True, slots=True)
class Evidence:
    """``text`` is the number of a message in the buyer's chat, a file's name, or the words."""

    kind: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "text": self.text}


def evidence_from(given: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """As it came from outside; WordsWrong where it cannot be."""
    if len(given) > MOST:
        raise WordsWrong(field=_("凭证"), problem=_("最多 %(most)s 件") % {"most": MOST})
    found = []
    for one in given:
        kind, text = one.get("kind"), one.get("text")
        if kind not in KINDS or not isinstance(text, str) or not text.strip():
            raise WordsWrong(field=_("凭证"), problem=_("要写明是什么"))
        if kind == "message" and not is_seq(text.strip()):
            raise WordsWrong(field=_("凭证"), problem=_("要写消息在会话里的号码"))
        found.append(Evidence(str(kind), checked(text, _("凭证"))))
    return tuple(found)


def is_seq(text: str) -> bool:
    """Whether it can be the number of a message at all."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_SEQ


def checked(text: str, field: str, most: int = LONGEST) -> str:
    """Words that can be stored: not too long, nothing that Postgres cannot hold.

    An end of a line is one character, as the browser that let them be typed counts it.
    """
    text = text.replace("\r\n", "\n").strip()
    if not is_storable(text):
        raise WordsWrong(field=field, problem=_("有存不下的字符"))
    if len(text) > most:
        raise WordsWrong(field=field, problem=_("超过 %(most)s 个字") % {"most": most})
    return text
