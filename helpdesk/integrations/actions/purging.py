"""Throwing away what has served its time."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import value_of
from helpdesk.integrations.models import (
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from helpdesk.integrations.policy_rules import KEEP_DAYS
from helpdesk.kernel import clock
from helpdesk.kernel.sweeping import for_each

AT_ONCE = 5000

REMOVED_FOR = timedelta(hours=1)
"""Far longer than a transaction that saw the endpoint before it was removed can last."""


def purge(*, at_once: int = AT_ONCE) -> None:
    """In small transactions, the oldest first, until nothing is too old; what fails in one shop
    holds up no other."""
    shops = Shop.objects.values_list("pk", flat=True)
    for_each(shops, partial(_purge_shop, at_once), name="the webhooks of shop")
    for_each(_removed(), partial(_purge_whole, at_once), name="endpoint")


def _purge_shop(at_once: int, shop_id: int) -> None:
    while _purge_deliveries(shop_id=shop_id, at_once=at_once):
        pass
    while _purge_events(shop_id=shop_id, at_once=at_once):
        pass


def _purge_whole(at_once: int, endpoint_id: int) -> None:
    while _purge_endpoint(endpoint_id=endpoint_id, at_once=at_once):
        pass


@transaction.atomic
def _purge_deliveries(*, shop_id: int, at_once: int) -> bool:
    """By number and not by time: the oldest are read, and those that are too old go."""
    limit = _limit(shop_id)
    oldest = WebhookDelivery.objects.filter(shop_id=shop_id).order_by("pk")[:at_once]
    ids = [pk for pk, at in oldest.values_list("pk", "created_at") if at < limit]
    WebhookDelivery.objects.filter(pk__in=ids).delete()
    return len(ids) == at_once


@transaction.atomic
def _purge_events(*, shop_id: int, at_once: int) -> bool:
    limit = _limit(shop_id)
    oldest = WebhookEvent.objects.filter(shop_id=shop_id).order_by("pk")[:at_once]
    ids = [pk for pk, at in oldest.values_list("pk", "created_at") if at < limit]
    owed = WebhookDelivery.objects.filter(event_id__in=ids).values_list("event_id", flat=True)
    gone, _ = WebhookEvent.objects.filter(pk__in=set(ids) - set(owed)).delete()
    return gone == at_once


@transaction.atomic
def _purge_endpoint(*, endpoint_id: int, at_once: int) -> bool:
    ids = list(
        WebhookDelivery.objects.filter(endpoint_id=endpoint_id).values_list("pk", flat=True)[
            :at_once
        ]
    )
    WebhookDelivery.objects.filter(pk__in=ids).delete()
    if len(ids) == at_once:
        return True
    WebhookEndpoint.objects.filter(pk=endpoint_id).delete()
    return False


def _removed() -> list[int]:
    removed = WebhookEndpoint.objects.filter(
        state=EndpointState.REMOVED, state_since__lt=clock.now() - REMOVED_FOR
    )
    return list(removed.values_list("pk", flat=True))


def _limit(shop_id: int) -> datetime:
    return clock.now() - timedelta(days=int(value_of(shop_id, KEEP_DAYS)))
