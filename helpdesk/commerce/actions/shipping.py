"""Parcels and their scans, from outside or by hand; safe to repeat."""

from collections.abc import Sequence

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.actions.telling import tell_order, tell_orders
from helpdesk.commerce.errors import FactsWrong, OrderNotFound, ShipmentNotFound
from helpdesk.commerce.models import Courier, Order, Shipment, TrackingEvent
from helpdesk.commerce.order_facts import ScanFacts, ShipmentFacts, Upserted
from helpdesk.commerce.order_rules import parcel_problem_of, said
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.locks import locked
from helpdesk.kernel.number_masks import mask_people
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish

FIELDS = ("shipped_at", "signed_at", "problem", "province")
ROWS_AT_ONCE = 500


@transaction.atomic
def upsert_shipment(*, actor: User | None, shop_id: int, shipment: ShipmentFacts) -> Upserted:
    """Store one parcel of a known order; OrderNotFound, FactsWrong. ``actor`` None: the machine."""
    [(done, parcel)] = _stored(shop_id, [shipment])
    if done.error is not None or parcel is None:
        raise done.error or OrderNotFound()
    if done.outcome != "unchanged":
        record(
            shop_id=shop_id,
            actor=actor,
            verb=f"shipment.{done.outcome}",
            target=parcel,
            data={
                "target": parcel.waybill,
                "order": shipment.order_number,
                "fields": list(done.fields),
            },
        )
        tell_order(order=parcel.order, fields=["parcels"])
        publish(shop_id, OrderChanged(order=parcel.order_id, buyer=parcel.order.buyer_id))
    return done


@transaction.atomic
def upsert_shipments(
    *, actor: User | None, shop_id: int, shipments: Sequence[ShipmentFacts]
) -> list[Upserted]:
    """Store a batch (a few hundred) in one transaction; what cannot be stored is `refused`.

    One outcome for each, in the same order, and one audit entry for the whole batch.
    """
    done = [one for one, _ in _stored(shop_id, shipments)]
    counts = {
        outcome: sum(one.outcome == outcome for one in done) for outcome in ("created", "changed")
    }
    if any(counts.values()):
        record(shop_id=shop_id, actor=actor, verb="shipment.batch_stored", data=counts)
        numbers = list(dict.fromkeys(one.number for one in done if one.outcome in counts))
        tell_orders(shop_id=shop_id, created=0, changed=len(numbers), numbers=numbers)
    return done


@transaction.atomic
def add_tracking_event(*, shop_id: int, scan: ScanFacts) -> bool:
    """Note one scan on every parcel with its waybill; whether anything was new.

    Numbers of people in it are masked before it is stored. Not audited: couriers scan a parcel
    ten times, and the scan is its own record.
    ShipmentNotFound for a waybill that the shop does not know.
    """
    added = _scanned(shop_id, [scan])
    if added is None:
        raise ShipmentNotFound()
    for order in added:
        tell_order(order=order, fields=["tracking"])
    publish(shop_id, *(OrderChanged(order=one.pk, buyer=one.buyer_id) for one in added))
    return bool(added)


@transaction.atomic
def add_tracking_events(*, shop_id: int, scans: Sequence[ScanFacts]) -> int:
    """Note a batch of scans; how many orders have new ones. Unknown waybills are passed over."""
    return len(_scanned(shop_id, scans) or ())


def _scanned(shop_id: int, scans: Sequence[ScanFacts]) -> list[Order] | None:
    """Store them; the orders with new scans, or None when no waybill is known."""
    waybills = {scan.waybill for scan in scans}
    parcels: dict[str, list[Shipment]] = {}
    for parcel in Shipment.objects.filter(shop_id=shop_id, waybill__in=waybills).select_related(
        "order"
    ):
        parcels.setdefault(parcel.waybill, []).append(parcel)
    rows = [
        TrackingEvent(
            shop_id=shop_id,
            shipment=parcel,
            at=scan.at,
            text=mask_people(scan.text)[:255],
            place=mask_people(scan.place)[:64],
        )
        for scan in scans
        for parcel in parcels.get(scan.waybill, ())
    ]
    known = set(
        TrackingEvent.objects.filter(
            shop_id=shop_id, shipment__in={row.shipment_id for row in rows}
        ).values_list("shipment_id", "at", "text")
    )
    fresh = [row for row in rows if (row.shipment_id, row.at, row.text) not in known]
    TrackingEvent.objects.bulk_create(fresh, ROWS_AT_ONCE, ignore_conflicts=True)
    orders = {row.shipment.order_id: row.shipment.order for row in fresh}
    return list(orders.values()) if parcels else None


def _stored(
    shop_id: int, shipments: Sequence[ShipmentFacts]
) -> list[tuple[Upserted, Shipment | None]]:
    locked(Shop.objects.filter(pk=shop_id)).get()
    numbers = {facts.order_number for facts in shipments}
    orders = {
        order.number: order for order in Order.objects.filter(shop_id=shop_id, number__in=numbers)
    }
    couriers = _couriers(shop_id, [one for one in shipments if parcel_problem_of(one) is None])
    known = {
        (parcel.order_id, parcel.courier_id, parcel.waybill): parcel
        for parcel in Shipment.objects.filter(
            shop_id=shop_id, order_id__in=[order.pk for order in orders.values()]
        )
    }
    done: list[tuple[Upserted, Shipment | None]] = []
    for facts in shipments:
        error = _refusal(facts, orders)
        if error is not None:
            refused = Upserted(outcome="refused", number=facts.order_number, error=error)
            done.append((refused, None))
            continue
        order, courier = orders[facts.order_number], couriers[facts.courier]
        parcel = known.setdefault(
            (order.pk, courier.pk, facts.waybill),
            Shipment(shop_id=shop_id, order=order, courier=courier, waybill=facts.waybill),
        )
        done.append((_filled(parcel, facts, order), parcel))
    fresh = {id(parcel): parcel for one, parcel in done if parcel and one.outcome == "created"}
    changed = {id(parcel): parcel for one, parcel in done if parcel and one.outcome == "changed"}
    Shipment.objects.bulk_create(fresh.values(), ROWS_AT_ONCE)
    later = [parcel for key, parcel in changed.items() if key not in fresh]
    if later:
        Shipment.objects.bulk_update(later, FIELDS, ROWS_AT_ONCE)
    return done


def _refusal(facts: ShipmentFacts, orders: dict[str, Order]) -> HelpdeskError | None:
    wrong = parcel_problem_of(facts)
    if wrong is not None:
        return FactsWrong(number=facts.order_number, field=wrong[0], problem=said(wrong))
    return None if facts.order_number in orders else OrderNotFound()


def _filled(parcel: Shipment, facts: ShipmentFacts, order: Order) -> Upserted:
    """Write the facts onto the row in memory, and say what that changed."""
    is_new = parcel._state.adding and parcel.shipped_at is None
    changed = []
    for name in ("shipped_at", "signed_at", "problem"):
        value = getattr(facts, name)
        if value is not None and getattr(parcel, name) != value:
            setattr(parcel, name, value)
            changed.append(name)
    if is_new or changed:
        parcel.order = order
        parcel.province = order.province
    return Upserted(
        outcome="created" if is_new else "changed" if changed else "unchanged",
        number=order.number,
        order_id=order.pk,
        fields=tuple(changed),
    )


def _couriers(shop_id: int, shipments: Sequence[ShipmentFacts]) -> dict[str, Courier]:
    """The couriers that these name, by name or code; those the shop has not met are made."""
    found: dict[str, Courier] = {}
    if not shipments:
        return found
    known = list(Courier.objects.filter(shop_id=shop_id))
    found |= {courier.code: courier for courier in known}
    found |= {courier.name: courier for courier in known}
    for name in {facts.courier for facts in shipments} - found.keys():
        found[name] = Courier.objects.create(shop_id=shop_id, code=name, name=name)
    return found
