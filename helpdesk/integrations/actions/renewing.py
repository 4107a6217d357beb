"""A new secret for an endpoint, without a moment in which nothing fits."""

from datetime import timedelta

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.integrations.access import locked_endpoint
from helpdesk.integrations.signing import secret_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.tokens import random_key

BOTH_FOR = timedelta(hours=24)
"""How long the older secret signs beside the new one."""


@transaction.atomic
def renew_secret(*, actor: User, shop_id: int, endpoint_id: int) -> str:
    """A new secret, given back this once. Every delivery carries two signatures for 24 hours.

    Renewed twice within a day, the middle one takes the place of the oldest.
    """
    endpoint = locked_endpoint(shop_id, endpoint_id)
    moment = now()
    endpoint.previous_nonce = endpoint.secret_nonce
    endpoint.previous_until = moment + BOTH_FOR
    endpoint.secret_nonce, endpoint.secret_made_at = random_key(), moment
    endpoint.save()
    record(
        shop_id=shop_id,
        actor=actor,
        verb="webhook.secret_renewed",
        target=endpoint,
        data={"target": str(endpoint)},
    )
    return secret_of(shop_id, endpoint.secret_nonce)
