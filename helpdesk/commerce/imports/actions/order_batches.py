"""A batch of orders with their payments and parcels."""

from collections import Counter
from collections.abc import Sequence

from helpdesk.commerce.actions.telling import tell_orders
from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.imports.actions.tracing import picture, stamp
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
    planned: list[Plan] = []

    def remember(plans: Sequence[Plan]) -> None:
        planned.extend(plans)
        picture(row, Traced.ORDER, [plan.order.pk for plan in plans if not plan.is_new])

    done = upsert_orders(
        actor=row.created_by,
        shop_id=shop_id,
        orders=[facts for _, facts in good],
        before_writing=remember,
    )
    new = {plan.order.pk for plan in planned if plan.is_new}
    old = {plan.order.pk for plan in planned} - new
    parcels, problems = _parcels(good, done)
    stored = _stored(shop_id, done)
    plan = planned_parcels(shop_id, parcels, stored)
    # Orders that stay as they are and get a parcel.
    more = {stored[number].pk for number in plan.numbers if number in stored} - new - old
    picture(row, Traced.ORDER, more)
    Courier.objects.bulk_create(plan.couriers.values())
    Shipment.objects.bulk_create(plan.new)
    if plan.changed:
        Shipment.objects.bulk_update(plan.changed, CHANGING)
    told = {one.number for one in done if one.outcome in {"created", "changed"}}
    numbers = sorted(plan.numbers - told)
    tell_orders(shop_id=shop_id, created=0, changed=len(numbers), numbers=numbers)
    stamp(row, Traced.ORDER, new=new, old=old | more)
    met = {one.order.buyer_id for one in planned if one.new_buyer is not None}
    stamp(row, Traced.BUYER, new={pk for pk in met if pk is not None}, old=())
    stamp(row, Traced.COURIER, new={one.pk for one in plan.couriers.values()}, old=())
    return _result(batch, good, done, plan, problems)


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
