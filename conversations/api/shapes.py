"""Threads as programs get them, and what they send: the shapes of the sockets."""

from typing import Any, get_args

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from helpdesk.commerce.models import Platform
from helpdesk.kernel.text import MAX_MESSAGE_LENGTH
from helpdesk.realtime.shapes import EntryKind, LastCard, SessionState, Side, Tab

TABS: tuple[Tab, ...] = get_args(Tab)
LARGEST_SEQ = 2**31 - 1


def _one_of(*words: str) -> Any:
    return serializers.ChoiceField([(word, word) for word in words])


class TabQuery(serializers.Serializer[Any]):
    tab = serializers.ChoiceField(
        [(tab, tab) for tab in TABS],
        default="all",
        help_text=_("waiting：等人回的，等得久的在前；mine：这位同事手上的；all：全部，新的在前"),
    )
    cursor = serializers.CharField(required=False, max_length=300, help_text=_("上一页的 next"))


class EntriesQuery(serializers.Serializer[Any]):
    """One of the two, or neither: then from the beginning."""

    after = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=LARGEST_SEQ,
        help_text=_("这个 seq 以后的，最多 200 条"),
    )
    before = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST_SEQ,
        help_text=_("这个 seq 以前的，最多 50 条"),
    )


class PersonShown(serializers.Serializer[Any]):
    id = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()


class ThreadBuyer(serializers.Serializer[Any]):
    name = serializers.CharField()
    platform = serializers.ChoiceField(Platform.choices)


class RowOfList(serializers.Serializer[Any]):
    """One line of the desk's list."""

    conversation = serializers.IntegerField()
    buyer = ThreadBuyer()
    state = _one_of(*get_args(SessionState))
    owner = PersonShown(allow_null=True)
    last_text = serializers.CharField(allow_blank=True)
    last_side = _one_of(*get_args(Side))
    last_card = _one_of(*get_args(LastCard))
    last_at = serializers.DateTimeField()
    last_seq = serializers.IntegerField()
    unread = serializers.IntegerField()
    unanswered_since = serializers.DateTimeField(allow_null=True)
    session = serializers.IntegerField()
    version = serializers.IntegerField()


class PositionShown(serializers.Serializer[Any]):
    delivered = serializers.IntegerField()
    read = serializers.IntegerField()


class PositionsShown(serializers.Serializer[Any]):
    buyer = PositionShown()
    shop = PositionShown()


class ThreadShown(RowOfList):
    """A thread: the line of the list, and how far both sides have read."""

    positions = PositionsShown()


class QuoteShown(serializers.Serializer[Any]):
    """What a message shows of the one it quotes."""

    seq = serializers.IntegerField()
    side = _one_of(*get_args(Side))
    author = serializers.CharField(allow_null=True)
    text = serializers.CharField(allow_blank=True, help_text=_("开头 60 个字；撤回了就是空的"))
    code = _one_of(*get_args(LastCard))
    recalled = serializers.BooleanField()


class EntryShown(serializers.Serializer[Any]):
    """One line of a thread."""

    seq = serializers.IntegerField()
    kind = _one_of(*get_args(EntryKind))
    side = _one_of(*get_args(Side))
    author = serializers.CharField(allow_null=True)
    author_id = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(allow_blank=True)
    card = serializers.DictField(
        allow_null=True,
        help_text=_("卡片和它的回答写了什么，各种样子见 docs/wire.md；别的都是 null"),
    )
    at = serializers.DateTimeField()
    session = serializers.IntegerField()
    client_id = serializers.UUIDField(allow_null=True)
    target = serializers.IntegerField(allow_null=True)
    quote = QuoteShown(allow_null=True)
    recalled = serializers.BooleanField()


class EntriesShown(serializers.Serializer[Any]):
    """A stretch of a thread; ``last`` is where the thread ends now."""

    entries = EntryShown(many=True)
    last = serializers.IntegerField()


class MessageIn(serializers.Serializer[Any]):
    """Words of the shop. The same client_id again answers with the first message."""

    client_id = serializers.UUIDField(help_text=_("您生成的 UUID；网断了用同一个再发"))
    text = serializers.CharField(max_length=MAX_MESSAGE_LENGTH, trim_whitespace=False)
    quote = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=LARGEST_SEQ,
        help_text=_("引用这个会话里的哪一条，写它的 seq"),
    )
    guard_seen = serializers.BooleanField(
        required=False,
        default=False,
        help_text=_("看过 guard_warned 的提醒，照样发；会记录"),
    )


class MessageStored(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    session = serializers.IntegerField()
    duplicate = serializers.BooleanField()
