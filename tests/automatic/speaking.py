"""A shop whose machine speaks, and what it said, for the tests of automatic answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from conversations.actions import answering_automatically
from conversations.actions.answering_automatically import answer_owed
from conversations.automatic_rules import ON
from conversations.models import AutomaticAnswer, Conversation, Entry
from helpdesk.accounts.models import Policy, Shop
from helpdesk.kernel.clock import now
from tests.cast import Cast, route

SHANGHAI = ZoneInfo("Asia/Shanghai")
GREETING = "您好，这里是小满，消息收到了，正在看。小梅马上回您。"
QUEUED = "您好，这里是小满，消息收到了。下一位就是您，轮到您就回，不用重发。"
STILL = "让您久等了，小满还在，您的问题没有漏。"
NINE_TO_SIX = [[["09:00", "18:00"]]] * 5 + [[], []]


def speak(shop: Shop, **rules: Any) -> None:
    """The machine speaks in this shop, by these rules (`automatic__still_seconds=10`)."""
    named = {ON: True, **{name.replace("__", "."): value for name, value in rules.items()}}
    for name, value in named.items():
        Policy.objects.create(
            shop=shop, name=name, value=value, source="", effective_from=now(), set_at=now()
        )


def answered(thread: Conversation) -> bool:
    return answer_owed(shop_id=thread.shop_id, conversation_id=thread.pk)


def spoken(thread: Conversation) -> list[str]:
    """What the machine said in this thread, in order."""
    rows = Entry.objects.filter(shop_id=thread.shop_id, conversation_id=thread.pk, side="auto")
    return list(rows.order_by("seq").values_list("text", flat=True))


def waits_since(thread: Conversation, moment: datetime) -> None:
    """As if the buyer had begun the reception, and to wait, at that moment."""
    thread.sessions.filter(number=thread.session_number).update(opened_at=moment)
    Conversation.objects.filter(pk=thread.pk).update(unanswered_since=moment)
    thread.refresh_from_db()


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """The machine decides as if it were that moment."""
    with patch.object(answering_automatically, "now", lambda: moment):
        yield


def asked_at(thread: Conversation, year: int, month: int, day: int, *clock: int) -> list[str]:
    """What a buyer who asks at this moment, by the shop's clock, is told two seconds later."""
    moment = datetime(year, month, day, *clock, tzinfo=SHANGHAI)
    waits_since(thread, moment)
    with clock_at(moment + timedelta(seconds=2)):
        answered(thread)
    return spoken(thread)


def routed(cast: Cast) -> None:
    """Chats are given out, and the machine speaks."""
    route(cast.shop)
    speak(cast.shop)


def why(thread: Conversation) -> list[tuple[str, str, str]]:
    """Slot, answer and reason of what was decided, in order."""
    rows = AutomaticAnswer.objects.filter(conversation=thread).order_by("pk")
    return list(rows.values_list("slot", "answer", "why"))
