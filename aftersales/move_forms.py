"""What comes in from the forms of a case: words, evidence, moments. Sums: `amounts.py`."""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.causes import Refusal
from aftersales.errors import WordsWrong
from aftersales.evidence import Evidence, evidence_from
from aftersales.machine.words import Kind, Need, Verb
from aftersales.models.refund import Channel

LONGEST_NUMBER = 9


def version_of(asked: Mapping[str, str]) -> int:
    """The version of the case that the person saw. Every form carries it."""
    return _number(asked.get("version", ""), _("版本"))


def verb_of(asked: Mapping[str, str]) -> Verb:
    """Which move."""
    word = asked.get("verb", "")
    if word not in Verb.codes():
        raise WordsWrong(field=_("要做什么"), problem=_("没有这一步"))
    return Verb(word)


def grounds_of(asked: Mapping[str, str]) -> Refusal:
    """On what grounds a refusal stands."""
    word = asked.get("grounds", "")
    if word not in Refusal.codes():
        raise WordsWrong(field=_("拒绝的理由"), problem=_("选一条"))
    return Refusal(word)


def kind_of(asked: Mapping[str, str]) -> Kind:
    """What is proposed."""
    word = asked.get("kind", "")
    if word not in Kind.codes():
        raise WordsWrong(field=_("类型"), problem=_("选一种"))
    return Kind(word)


def channel_of(asked: Mapping[str, str]) -> Channel:
    """By which way money went."""
    word = asked.get("channel", "")
    if word not in Channel.values:
        raise WordsWrong(field=_("从哪退的"), problem=_("选一种"))
    return Channel(word)


def guard_seen(asked: Mapping[str, str]) -> bool:
    """Whether the person has read what the guard minds in their words, and wants them so."""
    return asked.get("guard_seen") == "1"


def proofs_of(asked: QueryDict) -> tuple[Evidence, ...]:
    """Pictures of the chat that were picked, and what was seen and written down."""
    picked = [{"kind": "message", "text": word} for word in asked.getlist("photo")]
    for one in picked:
        _number(one["text"], Need.EVIDENCE.label)
    said = asked.get("seen", "").strip()
    written = [{"kind": "words", "text": said}] if said else []
    return evidence_from([*picked, *written])


def moment_of(words: str, field: str) -> datetime | None:
    """A time of the shop's clock; None where nothing was said."""
    if not words.strip():
        return None
    try:
        return timezone.make_aware(datetime.fromisoformat(words))
    except (ValueError, OverflowError):
        raise WordsWrong(field=field, problem=_("读不懂这个时间")) from None


def _number(word: str, field: object) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER):
        raise WordsWrong(field=field, problem=_("刷新页面再来一次"))
    return int(word)
