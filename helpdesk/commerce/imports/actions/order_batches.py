"""A batch of orders with their payments and parcels."""

from collections import Counter
from collections.abc import Sequence

from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.imports.actions.tracing import Touched, order_images, trace
from helpdesk.commerce.imports.batch_result import BatchResult
from helpdesk.commerce.imports.models import OrderImport, Traced
from helpdesk.commerce.imports.orders import ReadOrder
from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.queries.parcels import CHANGING, ParcelPlan, planned_parcels
from helpdesk.commerce.models import Courier, Order, Shipment
from helpdesk.commerce.order_facts import OrderFacts, ShipmentFacts, Upserted
from helpdesk.commerce.order_rules import parcel_problem_of, said
from helpdesk.commerce.queries.planning import Plan, planned_orders


def tried(*, row: OrderImport, batch: Sequence[ReadOrder]) -> BatchResult:
    """What writing it would do; writes nothing."""
    good = _good(batch)
    done = planned_orders(shop_id=row.shop_id, orders=[facts for _, facts in good])
    parcels, problems = _parcels(good, done)
    plan = planned_parcels(row.shop_id, parcels, _stored(row.shop_id, done))
    return _result(batch, good, done, plan, problems)


def written(*, row: OrderImport, batch: Sequence[ReadOrder]) -> BatchResult:
    """Write it and trace it, inside the caller's transaction, under the shop's lock."""
    shop_id, good = row.shop_id, _good(batch)
    touched: dict[int, Touched] = {}
    met: dict[int, Touched] = {}
    planned: list[Plan] = []

    def remember(plans: Sequence[Plan]) -> None:
        planned.extend(plans)
        names = {plan.order.pk: plan.order.number for plan in plans if not plan.is_new}
        images = order_images(shop_id, list(names))
        touched.update((pk, Touched(name, images[pk])) for pk, name in names.items())

    done = upsert_orders(
        actor=row.created_by,
        shop_id=shop_id,
        orders=[facts for _, facts in good],
        before_writing=remember,
    )
    for plan in planned:
        if plan.is_new:
            touched[plan.order.pk] = Touched(plan.order.number)
        if plan.new_buyer is not None and plan.order.buyer is not None:
            met[plan.order.buyer.pk] = Touched(plan.order.buyer.name)
    parcels, problems = _parcels(good, done)
    stored = _stored(shop_id, done)
    plan_of_parcels = planned_parcels(shop_id, parcels, stored)
    # Orders that stay as they are and get a parcel.
    more = {stored[number].pk: number for number in plan_of_parcels.numbers if number in stored}
    images = order_images(shop_id, [pk for pk in more if pk not in touched])
    touched |= {pk: Touched(more[pk], image) for pk, image in images.items()}
    Courier.objects.bulk_create(plan_of_parcels.couriers.values())
    Shipment.objects.bulk_create(plan_of_parcels.new)
    if plan_of_parcels.changed:
        Shipment.objects.bulk_update(plan_of_parcels.changed, CHANGING)
    trace(row, Traced.ORDER, touched)
    trace(row, Traced.BUYER, met)
    couriers = plan_of_parcels.couriers.values()
    trace(row, Traced.COURIER, {one.pk: Touched(one.name) for one in couriers})
    return _result(batch, good, done, plan_of_parcels, problems)


def _good(batch: Sequence[ReadOrder]) -> list[tuple[ReadOrder, OrderFacts]]:
    return [(order, order.facts) for order in batch if order.facts is not None]


def _parcels(
    good: Sequence[tuple[ReadOrder, OrderFacts]], done: Sequence[Upserted]
) -> tuple[list[ShipmentFacts], list[Problem]]:
    """The parcels of orders that are stored; what is wrong with one leaves its order alone."""
    parcels, problems = [], []
    for (order, _facts), outcome in zip(good, done, strict=True):
        if order.parcel is None or outcome.outcome == "refused":
            continue
        wrong = parcel_problem_of(order.parcel)
        if wrong is None:
            parcels.append(order.parcel)
        else:
            problems.append(Problem(order.rows[0], "", "waybill", "parcel_wrong", said(wrong)))
    return parcels, problems


def _stored(shop_id: int, done: Sequence[Upserted]) -> dict[str, Order]:
    ids = [one.order_id for one in done if one.order_id is not None]
    found = Order.objects.filter(shop_id=shop_id, pk__in=ids).only("pk", "number", "province")
    return {order.number: order for order in found}


def _result(
    batch: Sequence[ReadOrder],
    good: Sequence[tuple[ReadOrder, OrderFacts]],
    done: Sequence[Upserted],
    plan: ParcelPlan,
    problems: list[Problem],
) -> BatchResult:
    outcomes: Counter[str] = Counter()
    found = [problem for order in batch for problem in order.problems] + problems
    for (order, _facts), one in zip(good, done, strict=True):
        if one.outcome == "refused":
            why = one.error.said() if one.error else ""
            found += [Problem(row, "", "number", "facts_wrong", why[:160]) for row in order.rows]
        elif one.outcome == "unchanged" and one.number in plan.numbers:
            outcomes["changed"] += 1
        else:
            outcomes[one.outcome] += 1
    return BatchResult(outcomes, found)
