"""Send again, and send one to try: a person asks, the sweep sends."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.integrations.access import locked_endpoint
from helpdesk.integrations.errors import EndpointNotListening, TryingTooFast
from helpdesk.integrations.kinds import TEST
from helpdesk.integrations.models import (
    DeliveryState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.clock import now

AGAIN = (DeliveryState.DELIVERED, DeliveryState.FAILED)
"""What may be sent again: all that nobody is about to send anyway, and nothing that was merged."""

AHEAD = timedelta(days=1)
"""How far before all others a delivery is due for which a person waits: thousands may be owed."""

TESTS, TESTS_WITHIN = 5, timedelta(minutes=1)


@transaction.atomic
def redeliver(*, actor: User, shop_id: int, endpoint_id: int, delivery_id: int) -> bool:
    """Send one again, under the same key, with all its tries anew; whether it was not owed yet."""
    one = WebhookDelivery.objects.filter(pk=delivery_id)
    return _again(actor, _listening(shop_id, endpoint_id), one, now() - AHEAD) > 0


@transaction.atomic
def redeliver_failed(*, actor: User, shop_id: int, endpoint_id: int, since: datetime) -> int:
    """Send all that were given up of what happened since then; how many."""
    failed = WebhookDelivery.objects.filter(state=DeliveryState.FAILED, created_at__gte=since)
    return _again(actor, _listening(shop_id, endpoint_id), failed, now())


@transaction.atomic
def send_test(*, actor: User, shop_id: int, endpoint_id: int) -> WebhookDelivery:
    """An event that says it is a test, for this endpoint alone. TryingTooFast above five a
    minute."""
    endpoint = _listening(shop_id, endpoint_id)
    moment = now()
    recent = WebhookDelivery.objects.filter(
        shop_id=shop_id, endpoint=endpoint, kind=TEST, created_at__gt=moment - TESTS_WITHIN
    )
    if recent.count() >= TESTS:
        raise TryingTooFast(retry_after=TESTS_WITHIN.total_seconds())
    event = WebhookEvent.objects.create(
        shop_id=shop_id,
        key=uuid4(),
        kind=TEST,
        payload={"test": True, "by": actor.shown_name},
        created_at=moment,
    )
    delivery = WebhookDelivery.objects.create(
        shop_id=shop_id,
        endpoint=endpoint,
        event=event,
        key=uuid4(),
        kind=TEST,
        due_at=moment - AHEAD,
        created_at=moment,
    )
    _wake(endpoint)
    _record(actor, endpoint, "webhook.tested")
    return delivery


def _listening(shop_id: int, endpoint_id: int) -> WebhookEndpoint:
    endpoint = locked_endpoint(shop_id, endpoint_id)
    if not endpoint.is_listening:
        raise EndpointNotListening()
    return endpoint


def _again(
    actor: User, endpoint: WebhookEndpoint, rows: QuerySet[WebhookDelivery], due_at: datetime
) -> int:
    count = rows.filter(shop_id=endpoint.shop_id, endpoint=endpoint, state__in=AGAIN).update(
        state=DeliveryState.WAITING,
        due_at=due_at,
        attempts_before=F("attempts"),
        code=None,
        problem="",
        duration_ms=None,
        answer="",
    )
    if count:
        _wake(endpoint)
        _record(actor, endpoint, "webhook.redelivered", count=count)
    return count


def _wake(endpoint: WebhookEndpoint) -> None:
    """A person waits for the answer: no rest now."""
    endpoint.resting_until = None
    endpoint.save(update_fields=["resting_until"])
    transaction.on_commit(nudge, robust=True)


def _record(actor: User, endpoint: WebhookEndpoint, verb: str, **data: object) -> None:
    record(
        shop_id=endpoint.shop_id,
        actor=actor,
        verb=verb,
        target=endpoint,
        data={"target": str(endpoint), **data},
    )
