"""The owner names an address and what it is to hear, and changes both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.integrations.access import locked_endpoint
from helpdesk.integrations.addresses import read_address
from helpdesk.integrations.errors import DescriptionWrong, EndpointsFull, KindsMissing
from helpdesk.integrations.kinds import registered_kinds
from helpdesk.integrations.models import EndpointState, WebhookEndpoint
from helpdesk.integrations.models.endpoint import DESCRIPTION_LENGTH
from helpdesk.integrations.signing import secret_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.tokens import random_key

MOST_ENDPOINTS = 20


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """The endpoint, and its secret: given back this once."""

    endpoint: WebhookEndpoint
    secret: str


@transaction.atomic
def make_endpoint(
    *, actor: User, shop_id: int, address: str, description: str, kinds: Sequence[str]
) -> NewEndpoint:
    """A new address, listening from now on. AddressWrong and its like, KindsMissing,
    EndpointsFull."""
    wanted = _checked(address, description, kinds)
    locked(Shop.objects.filter(pk=shop_id)).get()
    rows = WebhookEndpoint.objects.filter(shop_id=shop_id).exclude(state=EndpointState.REMOVED)
    if rows.count() >= MOST_ENDPOINTS:
        raise EndpointsFull(most=MOST_ENDPOINTS)
    moment = now()
    endpoint = WebhookEndpoint.objects.create(
        shop_id=shop_id,
        secret_nonce=random_key(),
        secret_made_at=moment,
        state_since=moment,
        created_by=actor,
        created_at=moment,
        **wanted,
    )
    record(
        shop_id=shop_id,
        actor=actor,
        verb="webhook.made",
        target=endpoint,
        data={"target": str(endpoint), **wanted},
    )
    return NewEndpoint(endpoint, secret_of(shop_id, endpoint.secret_nonce))


@transaction.atomic
def change_endpoint(
    *,
    actor: User,
    shop_id: int,
    endpoint_id: int,
    address: str,
    description: str,
    kinds: Sequence[str],
) -> WebhookEndpoint:
    """Another address, description or choice; the same again changes nothing.

    What is owed already goes to the new address; kinds count from the next event on.
    """
    wanted = _checked(address, description, kinds)
    endpoint = locked_endpoint(shop_id, endpoint_id)
    before = {name: getattr(endpoint, name) for name in wanted}
    if before == wanted:
        return endpoint
    if before["address"] != wanted["address"]:
        endpoint.failures, endpoint.resting_until = 0, None
    for name, value in wanted.items():
        setattr(endpoint, name, value)
    endpoint.save()
    record(
        shop_id=shop_id,
        actor=actor,
        verb="webhook.changed",
        target=endpoint,
        data={"target": str(endpoint), "before": before, "after": wanted},
    )
    return endpoint


def _checked(address: str, description: str, kinds: Sequence[str]) -> dict[str, object]:
    address, description = read_address(address), description.strip()
    if len(description) > DESCRIPTION_LENGTH or not (description or " ").isprintable():
        raise DescriptionWrong(most=DESCRIPTION_LENGTH)
    chosen = [kind.name for kind in registered_kinds() if kind.name in kinds]
    if not chosen:
        raise KindsMissing()
    return {"address": address, "description": description, "kinds": chosen}
