"""Which parcels of a file are new or say something new, in three queries for a whole batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpdesk.commerce.models import Courier, Order, Shipment
from helpdesk.commerce.order_facts import ShipmentFacts

CHANGING = ("shipped_at", "signed_at")


@dataclass
class ParcelPlan:
    """Parcels to make and to change; couriers that the shop has not met yet."""

    new: list[Shipment] = field(default_factory=list)
    changed: list[Shipment] = field(default_factory=list)
    couriers: dict[str, Courier] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)


def planned_parcels(
    shop_id: int, parcels: Sequence[ShipmentFacts], orders: Mapping[str, Order]
) -> ParcelPlan:
    """``orders`` are the stored ones by number; a parcel of any other counts as new."""
    plan = ParcelPlan()
    names = {parcel.courier for parcel in parcels}
    found = Courier.objects.filter(shop_id=shop_id)
    known = {courier.code: courier for courier in found.filter(code__in=names)}
    known |= {courier.name: courier for courier in found.filter(name__in=names)}
    stored = {
        (parcel.order_id, parcel.courier_id, parcel.waybill): parcel
        for parcel in Shipment.objects.filter(
            shop_id=shop_id, order_id__in=[order.pk for order in orders.values()]
        )
    }
    for facts in parcels:
        order, courier = orders.get(facts.order_number), known.get(facts.courier)
        if courier is None:
            courier = plan.couriers.setdefault(
                facts.courier, Courier(shop_id=shop_id, code=facts.courier, name=facts.courier)
            )
        key = (order.pk if order else None, courier.pk, facts.waybill)
        parcel = stored.get(key) if order else None  # type: ignore[arg-type]
        if parcel is None:
            plan.numbers.add(facts.order_number)
            if order is not None:
                plan.new.append(_made(shop_id, order, courier, facts))
        elif _fill(parcel, facts):
            plan.numbers.add(facts.order_number)
            plan.changed.append(parcel)
    return plan


def _made(shop_id: int, order: Order, courier: Courier, facts: ShipmentFacts) -> Shipment:
    return Shipment(
        shop_id=shop_id,
        order=order,
        courier=courier,
        waybill=facts.waybill,
        province=order.province,
        shipped_at=facts.shipped_at,
        signed_at=facts.signed_at,
    )


def _fill(parcel: Shipment, facts: ShipmentFacts) -> bool:
    said = {name: getattr(facts, name) for name in CHANGING}
    news = {
        name: value
        for name, value in said.items()
        if value is not None and getattr(parcel, name) != value
    }
    for name, value in news.items():
        setattr(parcel, name, value)
    return bool(news)
