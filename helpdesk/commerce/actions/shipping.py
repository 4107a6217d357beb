"""Parcels and their scans, from outside or by hand; safe to repeat."""

from datetime import datetime

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.commerce.access import order_by_number
from helpdesk.commerce.errors import FactsWrong, ShipmentNotFound
from helpdesk.commerce.models import Courier, Order, Shipment, TrackingEvent
from helpdesk.commerce.order_facts import ShipmentFacts, Upserted
from helpdesk.commerce.order_rules import parcel_problem_of, said
from helpdesk.kernel.locks import locked
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish


@transaction.atomic
def upsert_shipment(*, actor: User | None, shop_id: int, shipment: ShipmentFacts) -> Upserted:
    """Store one parcel of a known order; OrderNotFound, FactsWrong. ``actor`` None: the machine."""
    wrong = parcel_problem_of(shipment)
    if wrong is not None:
        raise FactsWrong(number=shipment.order_number, field=wrong[0], problem=said(wrong))
    locked(Shop.objects.filter(pk=shop_id)).get()
    order = order_by_number(shop_id, shipment.order_number)
    parcel = _parcel(shop_id, order, shipment)
    is_new = parcel.pk is None
    fields = _fill(parcel, shipment)
    if is_new or fields:
        parcel.province = order.province
        parcel.save()
        record(
            shop_id=shop_id,
            actor=actor,
            verb="shipment.created" if is_new else "shipment.changed",
            target=parcel,
            data={"target": parcel.waybill, "order": order.number, "fields": list(fields)},
        )
        publish(shop_id, OrderChanged(order=order.pk, buyer=order.buyer_id))
    return Upserted(
        outcome="created" if is_new else "changed" if fields else "unchanged",
        number=order.number,
        order_id=order.pk,
        fields=fields,
    )


@transaction.atomic
def add_tracking_event(
    *, shop_id: int, waybill: str, at: datetime, text: str, place: str = ""
) -> bool:
    """Note one scan on every parcel with this waybill; whether anything was new.

    Not audited: couriers scan a parcel ten times, and the scan is its own record.
    """
    parcels = list(
        Shipment.objects.filter(shop_id=shop_id, waybill=waybill).select_related("order")
    )
    if not parcels:
        raise ShipmentNotFound()
    before = TrackingEvent.objects.filter(
        shop_id=shop_id, shipment__in=parcels, at=at, text=text[:255]
    ).count()
    TrackingEvent.objects.bulk_create(
        [
            TrackingEvent(
                shop_id=shop_id, shipment=parcel, at=at, text=text[:255], place=place[:64]
            )
            for parcel in parcels
        ],
        ignore_conflicts=True,
    )
    if before == len(parcels):
        return False
    orders = {parcel.order_id: parcel.order for parcel in parcels}
    publish(shop_id, *(OrderChanged(order=pk, buyer=one.buyer_id) for pk, one in orders.items()))
    return True


def _parcel(shop_id: int, order: Order, facts: ShipmentFacts) -> Shipment:
    courier = (
        Courier.objects.filter(shop_id=shop_id, name=facts.courier).first()
        or Courier.objects.filter(shop_id=shop_id, code=facts.courier).first()
        or Courier.objects.create(shop_id=shop_id, code=facts.courier, name=facts.courier)
    )
    known = Shipment.objects.filter(
        shop_id=shop_id, order=order, courier=courier, waybill=facts.waybill
    ).first()
    return known or Shipment(shop_id=shop_id, order=order, courier=courier, waybill=facts.waybill)


def _fill(parcel: Shipment, facts: ShipmentFacts) -> tuple[str, ...]:
    changed = []
    for name in ("shipped_at", "signed_at", "problem"):
        value = getattr(facts, name)
        if value is not None and getattr(parcel, name) != value:
            setattr(parcel, name, value)
            changed.append(name)
    return tuple(changed)
