"""What other systems can hear of the chat: the kinds, and what is told of a reception."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.models import Conversation, Entry
from helpdesk.integrations.kinds import EventKind, register_kind
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.number_masks import mask_people
from helpdesk.realtime.shapes import AnswerShape

STARTED = "conversation.started"
SENT = "message.sent"
TAKEN = "session.taken"
FINISHED = "session.finished"
RECALLED = "message.recalled"
ANSWERED = "address.answered"

EXAMPLE_SESSION = {
    "conversation": 1284,
    "session": 3,
    "buyer": {"name": "访客 7QXM", "platform": "web"},
    "agent": "小梅",
    "at": "2026-11-22T06:31:07.120Z",
}

KINDS = (
    EventKind(
        STARTED,
        pgettext_lazy("event kind", "接待开始"),
        _("买家来了一句新的，或者店里先开了口，一次接待开始"),
        {**EXAMPLE_SESSION, "agent": None, "opened_by": "buyer"},
    ),
    EventKind(
        SENT,
        pgettext_lazy("event kind", "有新消息"),
        _("买家或客服说了一句；手机号中间四位盖住，撤回的不带原话"),
        {
            "conversation": 1284,
            "session": 3,
            "seq": 17,
            "side": "buyer",
            "author": None,
            "text": "在吗",
            "card": None,
            "at": "2026-11-22T06:31:07.120Z",
        },
    ),
    EventKind(
        TAKEN,
        pgettext_lazy("event kind", "有人接待"),
        _("客服接下会话，或者从同事手里接走"),
        EXAMPLE_SESSION,
    ),
    EventKind(
        FINISHED,
        pgettext_lazy("event kind", "接待结束"),
        _("客服结束了这次接待"),
        EXAMPLE_SESSION,
    ),
    EventKind(
        RECALLED,
        pgettext_lazy("event kind", "消息撤回"),
        _("有人撤回了自己的一句话；只说是哪一条，不带原话"),
        {
            "conversation": 1284,
            "session": 3,
            "seq": 17,
            "side": "buyer",
            "at": "2026-11-22T06:31:07.120Z",
        },
    ),
    EventKind(
        ANSWERED,
        pgettext_lazy("event kind", "买家答了地址"),
        _("买家说订单的地址没错，或者要改；要改的打码，原文在会话旁边"),
        {
            "conversation": 1284,
            "session": 3,
            "seq": 18,
            "order": "2611207731",
            "says": "change",
            "receiver": "",
            "phone": "138****5678",
            "address": "",
            "words": "",
            "at": "2026-11-22T06:31:07.120Z",
        },
    ),
)


def register() -> None:
    """Called once at start."""
    for kind in KINDS:
        register_kind(kind)


def subject_of(conversation_id: int, seq: int) -> str:
    """How the events of one message are found again; `sending_sql.py` writes the same."""
    return f"{conversation_id}/{seq}"


def session_data(conversation: Conversation, **more: str) -> dict[str, Any]:
    """The latest reception of a conversation: no number of the buyer's, no word of theirs."""
    owner = conversation.owner
    return {
        "conversation": conversation.pk,
        "session": conversation.session_number,
        "buyer": {"name": conversation.buyer.name, "platform": conversation.buyer.platform},
        "agent": owner.public_name if owner else None,
        "at": iso(now()),
        **more,
    }


def message_data(entry: Entry) -> dict[str, Any]:
    """Words that an action stored itself; `sending_sql.py` writes the same for all others."""
    return {
        "conversation": entry.conversation_id,
        "session": entry.session_number,
        "seq": entry.seq,
        "side": entry.side,
        "author": entry.author_name,
        "text": mask_people(entry.text),
        "card": None,
        "at": iso(entry.at),
    }


def answer_data(answer: Entry, body: AnswerShape, order_number: str) -> dict[str, Any]:
    """Which order, and what the buyer says of its address: masked as in the thread."""
    return {
        "conversation": answer.conversation_id,
        "session": answer.session_number,
        "seq": answer.seq,
        "order": order_number,
        "says": body["says"],
        "receiver": body["receiver"],
        "phone": body["phone"],
        "address": body["address"],
        "words": mask_people(body["words"]),
        "at": iso(answer.at),
    }


def recall_data(recall: Entry) -> dict[str, Any]:
    """Which message, and by which side."""
    return {
        "conversation": recall.conversation_id,
        "session": recall.session_number,
        "seq": recall.target,
        "side": recall.side,
        "at": iso(recall.at),
    }
