"""Sending again, sending to try, and clearing away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.actions.purging import purge
from helpdesk.integrations.actions.redelivering import redeliver, redeliver_failed, send_test
from helpdesk.integrations.errors import TryingTooFast
from helpdesk.integrations.models import (
    DeliveryState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.integrations.conftest import endpoint_of
from tests.integrations.receiver import Receiver
from tests.integrations.test_delivering import STARTED, one


def test_sent_again_by_a_person_has_the_same_key(real_cast: Cast, receiver: Receiver) -> None:
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    who = {
        "actor": real_cast.lan.user,
        "shop_id": real_cast.shop.pk,
        "endpoint_id": endpoint.pk,
    }
    real_cast.thread()
    deliver_due()
    assert redeliver(**who, delivery_id=one(real_cast).pk)
    assert not redeliver(**who, delivery_id=one(real_cast).pk), "it is owed already"
    assert deliver_due() == 1
    first, second = receiver.requests
    assert first.headers["Helpdesk-Delivery"] == second.headers["Helpdesk-Delivery"]
    assert first.body == second.body
    assert one(real_cast).attempts == 2 and one(real_cast).tries == 1


def test_all_that_failed_since_is_sent_again(real_cast: Cast, receiver: Receiver) -> None:
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    for _ in range(3):
        real_cast.thread()
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    rows.update(state=DeliveryState.FAILED, attempts=8)
    old = rows.first()
    assert old is not None
    WebhookDelivery.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=2))
    again = redeliver_failed(
        actor=real_cast.lan.user,
        shop_id=real_cast.shop.pk,
        endpoint_id=endpoint.pk,
        since=clock.now() - timedelta(days=1),
    )
    assert again == 2 and deliver_due() == 2
    old.refresh_from_db()
    assert old.state == DeliveryState.FAILED


def test_what_a_person_waits_for_goes_first(real_cast: Cast, receiver: Receiver) -> None:
    endpoint = endpoint_of(real_cast.lan, receiver.address, kinds=STARTED).endpoint
    for _ in range(5):
        real_cast.thread()
    test = send_test(actor=real_cast.lan.user, shop_id=real_cast.shop.pk, endpoint_id=endpoint.pk)
    assert [one.id for one in claim_due(room=1)] == [test.pk]


def test_five_tries_a_minute(real_cast: Cast) -> None:
    endpoint = endpoint_of(real_cast.lan).endpoint
    who = {
        "actor": real_cast.lan.user,
        "shop_id": real_cast.shop.pk,
        "endpoint_id": endpoint.pk,
    }
    for _ in range(5):
        assert send_test(**who).kind == "webhook.test"
    with pytest.raises(TryingTooFast):
        send_test(**who)


def test_what_is_too_old_goes_and_a_removed_endpoint_too(real_cast: Cast) -> None:
    endpoint = endpoint_of(real_cast.lan, kinds=STARTED).endpoint
    for _ in range(3):
        real_cast.thread()
    rows = WebhookDelivery.objects.filter(endpoint=endpoint)
    old = rows.order_by("pk").first()
    assert old is not None
    long_ago = clock.now() - timedelta(days=31)
    with trigger_off():
        WebhookEvent.objects.filter(pk=old.event_id).update(created_at=long_ago)
    WebhookDelivery.objects.filter(pk=old.pk).update(created_at=long_ago)
    purge(at_once=2)
    assert rows.count() == 2
    assert WebhookEvent.objects.filter(shop=real_cast.shop).count() == 2
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        state="removed", state_since=clock.now() - timedelta(hours=2)
    )
    purge(at_once=1)
    assert not rows.exists() and not WebhookEndpoint.objects.filter(pk=endpoint.pk).exists()


@contextmanager
def trigger_off() -> Iterator[None]:
    """The trigger that keeps events as they are, out of the way of a test's clock."""
    alter = "ALTER TABLE integrations_webhookevent {} TRIGGER integrations_event_stays"
    with connection.cursor() as cursor:
        cursor.execute(alter.format("DISABLE"))
        try:
            yield
        finally:
            cursor.execute(alter.format("ENABLE"))
