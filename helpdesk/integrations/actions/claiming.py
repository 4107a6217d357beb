"""Take what is due, so that nobody else does: the claim is a later `due_at`.

A worker that dies with a claim in its hands needs no tidying up: its deliveries fall due again
when the claim is over. What it had sent by then is sent a second time, under the same key.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction

from helpdesk.integrations.envelope import body_of, headers_of
from helpdesk.integrations.models import WebhookDelivery
from helpdesk.kernel.clock import now
from helpdesk.kernel.sweeping import attempt

CLAIM = timedelta(seconds=60)
"""Far longer than a delivery can take; after it the one who claimed is taken for dead."""

EACH = 4
"""Deliveries to one endpoint that one worker has under way at a time."""

SKIP_LOCKED = "FOR UPDATE SKIP LOCKED"

CLAIM_SQL = """
WITH due AS (
    SELECT first.id
    FROM integrations_webhookendpoint e
    CROSS JOIN LATERAL (
        SELECT d.id, d.due_at FROM integrations_webhookdelivery d
        WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.due_at <= %(now)s
        ORDER BY d.due_at, d.id
        LIMIT CASE WHEN e.failures > 0 THEN 1 ELSE %(each)s END
        {lock}
    ) AS first
    WHERE e.state IN ('active', 'failing') AND NOT e.id = ANY(%(busy)s)
      AND (e.resting_until IS NULL OR e.resting_until <= %(now)s)
    ORDER BY first.due_at, first.id
    LIMIT %(room)s
)
UPDATE integrations_webhookdelivery d
SET attempts = d.attempts + 1, due_at = %(until)s, sent_at = %(now)s
FROM due WHERE d.id = due.id
RETURNING d.id
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One delivery in our hands, ready to be posted. ``attempt`` says which claim it was."""

    id: int
    endpoint_id: int
    attempt: int
    address: str
    headers: dict[str, str]
    body: bytes


@transaction.atomic
def claim_due(*, room: int, busy: Collection[int] = ()) -> list[Claimed]:
    """At most ``room`` deliveries that are due, none for endpoints that are ``busy``.

    The oldest first, few for each endpoint, and a single one for an endpoint that failed last. What
    cannot be put together falls due again when its claim is over.
    """
    moment = now()
    values: dict[str, Any] = {
        "now": moment,
        "until": moment + CLAIM,
        "each": EACH,
        "busy": list(busy),
        "room": room,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SQL.format(lock=SKIP_LOCKED), values)
        ids = [row[0] for row in cursor.fetchall()]
    rows = WebhookDelivery.objects.select_related("event", "endpoint", "shop").filter(pk__in=ids)
    ready = (attempt(f"delivery {row.pk}", partial(_ready, row)) for row in rows.order_by("pk"))
    return [one for one in ready if one is not None]


def _ready(row: WebhookDelivery) -> Claimed:
    body = body_of(row.event, row.shop.slug)
    assert row.sent_at is not None
    return Claimed(
        id=row.pk,
        endpoint_id=row.endpoint_id,
        attempt=row.attempts,
        address=row.endpoint.address,
        headers=headers_of(row, row.endpoint, body, row.sent_at),
        body=body,
    )
