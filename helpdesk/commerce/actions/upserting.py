"""Orders from outside, stored again and again: only what differs is written.

Those who write one shop's orders from outside take turns (the shop's row lock), so that two
imports of the same file cannot meet in the middle.
"""

from collections.abc import Callable, Sequence

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.actions.storing_sealed import store_sealed
from helpdesk.commerce.actions.telling import tell_order, tell_orders
from helpdesk.commerce.models import Buyer, Order, OrderLine, Payment
from helpdesk.commerce.order_facts import OrderFacts, Upserted
from helpdesk.commerce.queries.planning import Plan, plans_of
from helpdesk.commerce.receivers import RECEIVER, close_up
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish

WITH_EVERY_CHANGE = {"province", "as_of"}
ROWS_AT_ONCE = 500

BeforeWriting = Callable[[Sequence[Plan]], None]
"""Called with the plans that will be written, when all is locked and nothing is written yet."""


@transaction.atomic
def upsert_order(*, actor: User | None, shop_id: int, order: OrderFacts) -> Upserted:
    """Store one order; FactsWrong when it cannot be. ``actor`` None is the machine."""
    [plan] = _stored(shop_id, [order])
    if plan.error is not None:
        raise plan.error
    done = plan.outcome
    if done.outcome != "unchanged":
        record(
            shop_id=shop_id,
            actor=actor,
            verb=f"order.{done.outcome}",
            target=plan.order,
            data={"target": order.number, "fields": list(done.fields)},
        )
        tell_order(order=plan.order, fields=done.fields)
        publish(shop_id, OrderChanged(order=plan.order.pk, buyer=plan.order.buyer_id))
    return done


@transaction.atomic
def upsert_orders(
    *,
    actor: User | None,
    shop_id: int,
    orders: Sequence[OrderFacts],
    before_writing: BeforeWriting | None = None,
) -> list[Upserted]:
    """Store a batch (a few hundred) in one transaction; what cannot be stored is `refused`.

    One outcome for each, in the same order. One audit entry for the whole batch; open panels
    are not told, they read it when they are next opened.
    """
    done = [plan.outcome for plan in _stored(shop_id, orders, before_writing)]
    counts = {
        outcome: sum(one.outcome == outcome for one in done) for outcome in ("created", "changed")
    }
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="order.batch_stored", data=counts)
        numbers = [one.number for one in done if one.outcome in counts]
        tell_orders(shop_id=shop_id, numbers=numbers, **counts)
    return done


def _stored(
    shop_id: int, orders: Sequence[OrderFacts], before_writing: BeforeWriting | None = None
) -> list[Plan]:
    locked(Shop.objects.filter(pk=shop_id)).get()
    plans = plans_of(shop_id, orders, locked(Order.objects.all()))
    good = [plan for plan in plans if plan.error is None]
    if before_writing is not None:
        before_writing([plan for plan in good if plan.is_new or plan.fields])
    _meet_buyers(shop_id, good)
    for plan in good:
        for name, words in plan.receiver.items():
            close_up(plan.order, name, words)
    Order.objects.bulk_create([plan.order for plan in good if plan.is_new], ROWS_AT_ONCE)
    changed = [plan for plan in good if plan.fields and not plan.is_new]
    columns = {name for plan in changed for name in plan.fields} - {
        "lines",
        "payments",
        *RECEIVER,
    }
    if changed:
        Order.objects.bulk_update(
            [plan.order for plan in changed], sorted(columns | WITH_EVERY_CHANGE), ROWS_AT_ONCE
        )
    resealed = [plan.order for plan in changed if plan.receiver]
    if resealed:
        store_sealed(resealed)
    _write_lines(shop_id, [plan for plan in good if plan.lines is not None])
    _write_payments(shop_id, [plan for plan in good if plan.payments is not None])
    return plans


def _meet_buyers(shop_id: int, plans: Sequence[Plan]) -> None:
    """Buyers whom an order names and the shop has not met yet."""
    met: dict[tuple[str, str], Buyer] = {}
    for plan in plans:
        if plan.new_buyer is not None and plan.new_buyer not in met:
            platform, nick = plan.new_buyer
            met[plan.new_buyer] = Buyer(
                shop_id=shop_id,
                name=nick,
                nick=nick,
                platform=platform,
                region=plan.order.province,
                first_seen=plan.order.created_at or now(),
            )
    Buyer.objects.bulk_create(met.values())
    for plan in plans:
        if plan.new_buyer is not None:
            plan.order.buyer = met[plan.new_buyer]


def _write_lines(shop_id: int, plans: Sequence[Plan]) -> None:
    replaced = [plan.order.pk for plan in plans if not plan.is_new]
    if replaced:
        OrderLine.objects.filter(shop_id=shop_id, order_id__in=replaced).delete()
    OrderLine.objects.bulk_create(
        [
            OrderLine(
                shop_id=shop_id,
                order=plan.order,
                position=position,
                product_id=product,
                sku_id=sku,
                title=title,
                spec=spec,
                quantity=quantity,
                price_fen=price,
            )
            for plan in plans
            for position, (product, sku, title, spec, quantity, price) in enumerate(
                plan.lines or (), start=1
            )
        ],
        ROWS_AT_ONCE,
    )


def _write_payments(shop_id: int, plans: Sequence[Plan]) -> None:
    replaced = [plan.order.pk for plan in plans if not plan.is_new]
    if replaced:
        Payment.objects.filter(shop_id=shop_id, order_id__in=replaced).delete()
    Payment.objects.bulk_create(
        [
            Payment(
                shop_id=shop_id,
                order=plan.order,
                paid_at=one.paid_at,
                fen=one.fen,
                part=one.part,
                method=one.method,
                reference=one.reference,
            )
            for plan in plans
            for one in plan.payments or ()
        ],
        ROWS_AT_ONCE,
    )
