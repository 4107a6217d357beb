"""From the deed to the receiver, and what happens when the receiver does not want it."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from conversations.actions.recalling import recall_message
from conversations.actions.sessions import finish_session, take_session
from conversations.speaker import buyer_of
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry
from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.actions.pausing import pause_endpoint, remove_endpoint, resume_endpoint
from helpdesk.integrations.actions.redelivering import send_test
from helpdesk.integrations.actions.settling import settle
from helpdesk.integrations.errors import EndpointNotListening
from helpdesk.integrations.gateways.posting import Outcome
from helpdesk.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from helpdesk.integrations.signing import is_signed
from helpdesk.kernel import clock
from tests.cast import Cast, agent, send
from tests.integrations.conftest import deliveries_of, endpoint_of
from tests.integrations.receiver import Receiver, code

STARTED = ("conversation.started",)


def sent(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in receiver.requests]


def due_now(cast: Cast) -> None:
    """As if the pause were over."""
    WebhookDelivery.objects.filter(shop=cast.shop, state="waiting").update(due_at=clock.now())
    WebhookEndpoint.objects.filter(shop=cast.shop).update(resting_until=None)


def one(cast: Cast) -> WebhookDelivery:
    [row] = deliveries_of(cast.lan)
    return row


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


def test_where_nobody_listens_nothing_is_kept(real_cast: Cast) -> None:
    endpoint_of(real_cast.lan, kinds=("session.finished",))
    endpoint_of(real_cast.oleg)
    thread = real_cast.thread()
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    assert not WebhookEvent.objects.filter(shop=real_cast.shop).exists()
    assert not WebhookEvent.objects.filter(shop=real_cast.other_shop).exists()


def test_a_deed_that_fails_is_not_told(real_cast: Cast, nudges: list[bool]) -> None:
    endpoint_of(real_cast.lan)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        real_cast.thread()
        raise ZeroDivisionError
    assert deliveries_of(real_cast.lan) == [] and nudges == []


def test_what_fails_is_tried_again_with_growing_pauses_and_given_up(
    real_cast: Cast, receiver: Receiver
) -> None:
    receiver.answer = code(500, "坏了")
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    real_cast.thread()
    pauses = []
    for _ in range(7):
        assert deliver_due() == 1
        row = one(real_cast)
        assert row.state == DeliveryState.WAITING and row.code == 500 and row.answer == "坏了"
        pauses.append(round((row.due_at - clock.now()).total_seconds()))
        assert deliver_due() == 0
        due_now(real_cast)
    assert pauses == [10, 60, 300, 1800, 7200, 21600, 86400]
    assert deliver_due() == 1
    assert one(real_cast).state == DeliveryState.FAILED and one(real_cast).attempts == 8
    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.FAILING
    assert AuditEntry.objects.filter(shop=real_cast.shop, verb="webhook.failing").count() == 1
    keys = {request.headers["Helpdesk-Delivery"] for request in receiver.requests}
    bodies = {request.body for request in receiver.requests}
    assert len(keys) == 1 and len(bodies) == 1 and len(receiver.requests) == 8


def test_the_pauses_are_the_shops(real_cast: Cast, receiver: Receiver) -> None:
    receiver.answer = code(500)
    name = "integrations.retry_seconds"
    set_policy(
        actor=real_cast.lan.user,
        shop_id=real_cast.shop.pk,
        name=name,
        value=[5, 6, 7, 8, 9, 10, 11],
        source="",
    )
    endpoint_of(real_cast.lan, receiver.address, kinds=STARTED)
    real_cast.thread()
    deliver_due()
    assert round((one(real_cast).due_at - clock.now()).total_seconds()) == 5


def test_one_that_answers_again_is_well_again(real_cast: Cast, receiver: Receiver) -> None:
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(state="failing", failures=12)
    real_cast.thread()
    assert deliver_due() == 1
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failures) == (EndpointState.ACTIVE, 0)


def test_gone_pauses_the_endpoint(real_cast: Cast, receiver: Receiver) -> None:
    receiver.answer = code(410)
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    real_cast.thread()
    real_cast.thread()
    deliver_due()
    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.PAUSED
    assert AuditEntry.objects.filter(shop=real_cast.shop, verb="webhook.gone").count() == 1
    real_cast.thread()
    assert len(deliveries_of(real_cast.lan)) == 2, "nothing is kept while it is paused"


def test_a_dead_receiver_rests_and_the_others_do_not(real_cast: Cast, receiver: Receiver) -> None:
    dead = endpoint_of(real_cast.lan, closed_address(), kinds=("message.sent",)).endpoint
    endpoint_of(real_cast.lan, receiver.address, kinds=("message.sent",))
    thread = real_cast.thread("一")
    for number in range(20):
        send(buyer_of(real_cast.shop.pk), thread, str(number))
    deliver_due()
    assert len(receiver.requests) == 21
    dead.refresh_from_db()
    tried = WebhookDelivery.objects.filter(endpoint=dead, attempts__gt=0).count()
    assert dead.resting_until is not None and dead.resting_until > clock.now()
    assert tried < 8, "a receiver that is away is asked a few times, not once for every delivery"


def closed_address() -> str:
    """A port that nobody listens on."""
    gone = Receiver()
    gone.stop()
    return gone.address


def test_paused_keeps_what_is_owed_and_resumed_sends_it(
    real_cast: Cast, receiver: Receiver
) -> None:
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    real_cast.thread()
    who = {
        "actor": real_cast.lan.user,
        "shop_id": real_cast.shop.pk,
        "endpoint_id": endpoint.pk,
    }
    pause_endpoint(**who)
    assert deliver_due() == 0
    with pytest.raises(EndpointNotListening):
        send_test(**who)
    resume_endpoint(**who)
    assert deliver_due() == 1
    remove_endpoint(**who)
    real_cast.thread()
    assert deliver_due() == 0


def test_words_taken_back_are_not_sent_and_not_kept(real_cast: Cast, receiver: Receiver) -> None:
    endpoint_of(real_cast.lan, receiver.address, kinds=("message.sent", "message.recalled"))
    thread = real_cast.thread("我的密码是 swordfish")
    recall_message(
        speaker=buyer_of(real_cast.shop.pk), conversation_id=thread.pk, seq=1, client_id=uuid4()
    )
    deliver_due()
    told = {one["event"]: one["data"] for one in sent(receiver)}
    assert told["message.sent"]["text"] == "" and told["message.sent"]["recalled"] is True
    assert told["message.recalled"]["seq"] == 1
    assert b"swordfish" not in b"".join(request.body for request in receiver.requests)
    kept = WebhookEvent.objects.filter(shop=real_cast.shop).values_list("payload", flat=True)
    assert "swordfish" not in json.dumps(list(kept))


def test_an_event_stays_as_it_is(real_cast: Cast) -> None:
    endpoint_of(real_cast.lan, kinds=STARTED)
    real_cast.thread()
    event = WebhookEvent.objects.get(shop=real_cast.shop)
    with pytest.raises(IntegrityError), transaction.atomic():
        WebhookEvent.objects.filter(pk=event.pk).update(payload={"forged": True})


def test_a_late_answer_does_not_overrule(real_cast: Cast, receiver: Receiver) -> None:
    """The claim was over, another worker has sent it meanwhile."""
    endpoint_of(real_cast.lan, receiver.address, kinds=STARTED)
    real_cast.thread()
    [late] = claim_due(room=1)
    due_now(real_cast)
    assert deliver_due() == 1
    settle(claimed=late, outcome=Outcome(problem="timeout"))
    assert one(real_cast).state == DeliveryState.DELIVERED
