"""Tell what happened, inside the transaction of the deed: the two stand or fall together."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from helpdesk.integrations.actions.outbox_sql import RECORD_SQL
from helpdesk.integrations.kinds import known_kind
from helpdesk.integrations.models import DeliveryState, WebhookDelivery, WebhookEvent
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.clock import now


def record_event(*, shop_id: int, kind: str, data: Mapping[str, Any], subject: str = "") -> bool:
    """Keep the event and a delivery for each endpoint that listens; whether one does.

    One statement. Where nobody listens it writes nothing. ``data`` holds JSON values, and never a
    phone number or an address that is not masked.
    """
    known_kind(kind)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded inside the transaction of its deed.")
    values: dict[str, Any] = {
        "shop": shop_id,
        "kind": kind,
        "subject": subject,
        "data": json.dumps(data, ensure_ascii=False),
        "at": now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(RECORD_SQL, values)
        owed = int(cursor.fetchone()[0])
    if owed:
        transaction.on_commit(nudge, robust=True)
    return owed > 0


def forget_words(*, shop_id: int, kind: str, subject: str, field: str) -> None:
    """Words that were taken back leave the events that hold them; a delivery that is still owed
    goes out without them and says so (``"recalled": true``)."""
    for event in WebhookEvent.objects.filter(
        shop_id=shop_id, kind=kind, subject=subject, blanked_at=None
    ):
        payload = {**event.payload, field: "", "recalled": True}
        WebhookEvent.objects.filter(pk=event.pk).update(payload=payload, blanked_at=now())


def merge_unsent(*, shop_id: int, kind: str, subject: str) -> list[dict[str, Any]]:
    """Take back what nobody has tried to send yet of the same subject; its payloads, oldest first.

    For events that hold the whole state of a thing: the next one says it all, so a thing that
    changes a hundred times while its receiver is away is owed once.
    """
    unsent = WebhookDelivery.objects.filter(
        shop_id=shop_id,
        kind=kind,
        event__subject=subject,
        state=DeliveryState.WAITING,
        attempts=0,
    )
    merged = list(unsent.order_by("event_id").values_list("pk", "event__payload"))
    if merged:
        WebhookDelivery.objects.filter(
            pk__in=[pk for pk, _ in merged], state=DeliveryState.WAITING, attempts=0
        ).update(state=DeliveryState.MERGED)
    return [payload for _, payload in merged]
