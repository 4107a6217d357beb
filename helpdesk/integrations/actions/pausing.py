"""Pause an endpoint, let it go on, remove it."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.integrations.access import locked_endpoint
from helpdesk.integrations.models import EndpointState, WebhookEndpoint
from helpdesk.integrations.nudging import nudge
from helpdesk.kernel.clock import now


@transaction.atomic
def pause_endpoint(*, actor: User, shop_id: int, endpoint_id: int) -> WebhookEndpoint:
    """Nothing is kept for it and nothing sent there; what is owed already waits."""
    endpoint = locked_endpoint(shop_id, endpoint_id)
    if endpoint.is_listening:
        _turn(actor, endpoint, EndpointState.PAUSED, "webhook.paused")
    return endpoint


@transaction.atomic
def resume_endpoint(*, actor: User, shop_id: int, endpoint_id: int) -> WebhookEndpoint:
    """It listens again, and what waits for it is sent."""
    endpoint = locked_endpoint(shop_id, endpoint_id)
    if not endpoint.is_listening:
        endpoint.failures, endpoint.resting_until = 0, None
        _turn(actor, endpoint, EndpointState.ACTIVE, "webhook.resumed")
        transaction.on_commit(nudge, robust=True)
    return endpoint


@transaction.atomic
def remove_endpoint(*, actor: User, shop_id: int, endpoint_id: int) -> None:
    """Gone at once for everybody; its log is cleared away within two hours."""
    endpoint = locked_endpoint(shop_id, endpoint_id)
    _turn(actor, endpoint, EndpointState.REMOVED, "webhook.removed")


def _turn(actor: User, endpoint: WebhookEndpoint, state: EndpointState, verb: str) -> None:
    endpoint.state, endpoint.state_since = state, now()
    endpoint.save()
    record(
        shop_id=endpoint.shop_id,
        actor=actor,
        verb=verb,
        target=endpoint,
        data={"target": str(endpoint), "address": endpoint.address},
    )
