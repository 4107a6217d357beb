"""One batch of orders: what it would do, and doing it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpdesk.accounts.models import User
from helpdesk.commerce.actions.telling import tell_orders
from helpdesk.commerce.actions.upserting import upsert_orders
from helpdesk.commerce.imports.orders import ReadOrder
from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.queries.parcels import CHANGING, ParcelPlan, planned_parcels
from helpdesk.commerce.models import Courier, Order, Shipment
from helpdesk.commerce.order_facts import OrderFacts, ShipmentFacts, Upserted
from helpdesk.commerce.order_rules import parcel_problem_of, said
from helpdesk.commerce.queries.planning import planned_orders


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many orders were created, changed, unchanged; and all that was wrong."""

    outcomes: Mapping[str, int]
    problems: list[Problem]


def tried_batch(*, shop_id: int, actor_id: int, batch: Sequence[ReadOrder]) -> BatchResult:
    """What writing it would do; writes nothing."""
    good = _good(batch)
    done = planned_orders(shop_id=shop_id, orders=[facts for _, facts in good])
    parcels, problems = _parcels(good, done)
    plan = planned_parcels(shop_id, parcels, _stored(shop_id, done))
    return _result(batch, good, done, plan, problems)


def written_batch(*, shop_id: int, actor_id: int, batch: Sequence[ReadOrder]) -> BatchResult:
    """Write it, inside the caller's transaction, under the shop's lock."""
    good = _good(batch)
    actor = User.objects.get(pk=actor_id)
    done = upsert_orders(actor=actor, shop_id=shop_id, orders=[facts for _, facts in good])
    parcels, problems = _parcels(good, done)
    plan = planned_parcels(shop_id, parcels, _stored(shop_id, done))
    Courier.objects.bulk_create(plan.couriers.values())
    Shipment.objects.bulk_create(plan.new)
    if plan.changed:
        Shipment.objects.bulk_update(plan.changed, CHANGING)
    told = {one.number for one in done if one.outcome in {"created", "changed"}}
    numbers = sorted(plan.numbers - told)
    tell_orders(shop_id=shop_id, created=0, changed=len(numbers), numbers=numbers)
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
