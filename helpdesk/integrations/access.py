"""The only door to endpoints and deliveries; a stranger gets not-found.

The right `integrations.manage` is asked for by `member_view`.
"""

from helpdesk.accounts.models import Membership
from helpdesk.integrations.models import EndpointState, WebhookDelivery, WebhookEndpoint
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked


def endpoint_for_member(*, membership: Membership, endpoint_id: int) -> WebhookEndpoint:
    """The shop's endpoint, unless it was removed."""
    found = (
        WebhookEndpoint.objects.select_related("created_by")
        .filter(shop_id=membership.shop_id, pk=endpoint_id)
        .exclude(state=EndpointState.REMOVED)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def locked_endpoint(shop_id: int, endpoint_id: int) -> WebhookEndpoint:
    """The same, held until the transaction ends."""
    rows = WebhookEndpoint.objects.filter(shop_id=shop_id).exclude(state=EndpointState.REMOVED)
    found: WebhookEndpoint | None = locked(rows).filter(pk=endpoint_id).first()
    if found is None:
        raise NotFound()
    return found


def delivery_for_member(*, membership: Membership, delivery_id: int) -> WebhookDelivery:
    """The shop's delivery with its event and endpoint, as long as its endpoint is there."""
    found = (
        WebhookDelivery.objects.select_related("event", "endpoint", "shop")
        .filter(shop_id=membership.shop_id, pk=delivery_id)
        .exclude(endpoint__state=EndpointState.REMOVED)
        .first()
    )
    if found is None:
        raise NotFound()
    return found
