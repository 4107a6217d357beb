"""What is sent: the same bytes at every attempt, and the headers around them."""

import json
from collections.abc import Sequence
from datetime import datetime

from helpdesk.integrations.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from helpdesk.integrations.signing import secret_of, signature_header
from helpdesk.kernel.clock import iso

AGENT = "Helpdesk-Webhooks/1"


def body_of(event: WebhookEvent, shop_slug: str) -> bytes:
    """The event as JSON in UTF-8."""
    body = {
        "id": str(event.key),
        "event": event.kind,
        "at": iso(event.created_at),
        "shop": shop_slug,
        "data": event.payload,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def headers_of(
    delivery: WebhookDelivery, endpoint: WebhookEndpoint, body: bytes, at: datetime
) -> dict[str, str]:
    """Who it is from, which delivery this is, and its signatures as of that moment."""
    timestamp = int(at.timestamp())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "Helpdesk-Delivery": str(delivery.key),
        "Helpdesk-Event": delivery.kind,
        "Helpdesk-Timestamp": str(timestamp),
        "Helpdesk-Signature": signature_header(secrets_of(endpoint, at), timestamp, body),
    }


def secrets_of(endpoint: WebhookEndpoint, at: datetime) -> Sequence[str]:
    """The secrets that are valid at the moment, the newest first."""
    nonces = [endpoint.secret_nonce]
    if endpoint.previous_until is not None and at < endpoint.previous_until:
        nonces.append(endpoint.previous_nonce)
    return [secret_of(endpoint.shop_id, nonce) for nonce in nonces]
