"""Endpoints of a shop, each with how its latest deliveries went."""

from dataclasses import dataclass

from django.db import connection

from helpdesk.integrations.kinds import Words, label_of
from helpdesk.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
)

LATEST = 500
"""Deliveries that an endpoint's figures are counted over: however many there are, the page costs
the same."""

COUNTS_SQL = """
SELECT e.id,
    count(*) FILTER (WHERE d.state = 'delivered'),
    count(*) FILTER (WHERE d.state = 'failed'),
    count(*) FILTER (WHERE d.state = 'waiting'),
    max(d.sent_at) FILTER (WHERE d.state = 'delivered')
FROM integrations_webhookendpoint e
CROSS JOIN LATERAL (
    SELECT state, sent_at FROM integrations_webhookdelivery
    WHERE shop_id = e.shop_id AND endpoint_id = e.id ORDER BY id DESC LIMIT %(latest)s
) AS d
WHERE e.shop_id = %(shop)s AND e.state <> 'removed'
GROUP BY e.id
"""


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """One endpoint as the list shows it."""

    endpoint: WebhookEndpoint
    kinds: list[Words]
    delivered: int
    failed: int
    waiting: int
    last_at: object


def endpoints_of(shop_id: int) -> list[EndpointLine]:
    """In the order in which they were made; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS_SQL, {"shop": shop_id, "latest": LATEST})
        counts = {row[0]: row[1:] for row in cursor.fetchall()}
    rows = WebhookEndpoint.objects.filter(shop_id=shop_id).exclude(state=EndpointState.REMOVED)
    return [
        EndpointLine(
            row, [label_of(kind) for kind in row.kinds], *counts.get(row.pk, (0, 0, 0, None))
        )
        for row in rows.order_by("pk")
    ]


def failed_count(endpoint: WebhookEndpoint) -> int:
    """Deliveries that were given up and may be sent again."""
    return WebhookDelivery.objects.filter(
        shop_id=endpoint.shop_id, endpoint=endpoint, state=DeliveryState.FAILED
    ).count()
