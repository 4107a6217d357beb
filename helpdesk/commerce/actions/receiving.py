"""Orders that a source pushed, stored once for each delivery."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from helpdesk.accounts.api_errors import HookReplayed
from helpdesk.accounts.audit import through
from helpdesk.accounts.models import DeliveryResult, OrderDelivery, OrderSource
from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.order_facts import OrderFacts, Upserted
from helpdesk.kernel import clock


@transaction.atomic
def receive_orders(
    *,
    source: OrderSource,
    delivery: str,
    signature: str,
    size: int,
    orders: Sequence[OrderFacts],
    refused: int = 0,
) -> list[Upserted]:
    """Store the orders and the delivery together; ``refused`` rows had no shape at all.

    HookReplayed names the first result when this delivery, or this very call under another
    number, has been stored before. Two at the same moment: the second waits, and is a replay.
    """
    line = _claimed(source, delivery, signature, size)
    with through(source.name):
        done = upsert_orders(actor=None, shop_id=source.shop_id, orders=orders)
    counts = {
        outcome: sum(one.outcome == outcome for one in done)
        for outcome in ("created", "changed", "unchanged", "refused")
    }
    counts["refused"] += refused
    OrderDelivery.objects.filter(pk=line.pk).update(counts=counts)
    return done


def _claimed(source: OrderSource, delivery: str, signature: str, size: int) -> OrderDelivery:
    try:
        with transaction.atomic():
            return OrderDelivery.objects.create(
                shop_id=source.shop_id,
                source=source,
                delivery=delivery,
                signature=signature,
                result=DeliveryResult.STORED,
                size=size,
                at=clock.now(),
            )
    except IntegrityError:
        stored = OrderDelivery.objects.filter(source=source, result=DeliveryResult.STORED)
        first = stored.get(Q(delivery=delivery) | Q(signature=signature))
        at = clock.iso(first.at)
        raise HookReplayed(delivery=first.delivery, at=at, **first.counts) from None
