"""From the deed to the receiver, and what happens when the receiver does not want it."""

import json
from typing import Any

from conversations.actions.sessions import finish_session, take_session
from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.models import DeliveryState
from helpdesk.integrations.signing import is_signed
from tests.cast import Cast, agent, send
from tests.integrations.conftest import deliveries_of, endpoint_of
from tests.integrations.receiver import Receiver


def sent(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in receiver.requests]


def test_a_reception_from_first_word_to_end_is_told(real_cast: Cast, receiver: Receiver) -> None:
    secret = endpoint_of(real_cast.lan, receiver.address).secret
    thread = real_cast.thread("我电话 13812345678，在吗")
    mei = agent(real_cast.mei)
    take_session(actor=mei, conversation_id=thread.pk)
    send(mei, thread, "在的")
    finish_session(actor=mei, conversation_id=thread.pk)
    assert deliver_due() == 5
    told = {one["event"]: one["data"] for one in sent(receiver)}
    assert sorted(one["event"] for one in sent(receiver)) == [
        "conversation.started",
        "message.sent",
        "message.sent",
        "session.finished",
        "session.taken",
    ]
    assert told["session.taken"]["agent"] == "小梅"
    assert told["conversation.started"]["opened_by"] == "buyer"
    first = next(one for one in sent(receiver) if one["data"].get("side") == "buyer")
    assert first["data"]["text"] == "我电话 138****5678，在吗"
    assert first["data"]["conversation"] == thread.pk and first["shop"] == real_cast.shop.slug
    for request in receiver.requests:
        assert is_signed(
            request.headers["Helpdesk-Signature"],
            secret=secret,
            timestamp=int(request.headers["Helpdesk-Timestamp"]),
            body=request.body,
        )
    assert {row.state for row in deliveries_of(real_cast.lan)} == {DeliveryState.DELIVERED}
    assert deliver_due() == 0
