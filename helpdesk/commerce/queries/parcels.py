"""An order and its parcel as cards: progress, promise, and why that promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from helpdesk.commerce.flags import Flag, palette
from helpdesk.commerce.history import Happened, history_of
from helpdesk.commerce.models import (
    ADDRESS_OPEN,
    CourierPrice,
    Order,
    OrderLine,
    OrderState,
    Shipment,
)
from helpdesk.commerce.order_parts import OrderPart
from helpdesk.commerce.policy_rules import FLAG_MEANINGS, PRINT_CUT_OFFS, PROMISE_DAYS
from helpdesk.commerce.progress import STEPS, steps_done
from helpdesk.commerce.promise import (
    Days,
    Route,
    arrives_on,
    cut_offs_of,
    days_on_the_way,
    leaves_at,
)
from helpdesk.commerce.queries.courier_figures import Suggestion, suggestions_for
from helpdesk.commerce.queries.couriers import RouteKey, routes_for
from helpdesk.commerce.receivers import ShownReceiver, shown


@dataclass(frozen=True, slots=True)
class ParcelCard:
    """A parcel on its way, and when it should be there."""

    courier: str
    phone: str
    waybill: str
    province: str
    scan_place: str
    scan_text: str
    scan_at: datetime | None
    signed_at: datetime | None
    problem: str
    arrives_on: date
    is_late: bool
    days: Days
    route: Route | None


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order; personal data only masked."""

    id: int
    number: str
    tail: str
    state: str
    state_label: str
    created_at: datetime
    paid_fen: int
    refunded_fen: int
    price_fen: int
    lines: Sequence[OrderLine]
    flag: Flag
    memo: str
    receiver: ShownReceiver
    parcels: int
    parcel: ParcelCard | None
    # Of a paid order: the batch that it leaves with, and whether that has gone without it.
    leaves_at: datetime | None
    leaves_late: bool
    # For each step whether it is done; empty for a closed order.
    steps: Sequence[bool]
    steps_done: int
    # Whether the parcel is still to come, so that the address matters.
    is_open: bool
    # What happened to it, oldest first.
    history: Sequence[Happened]
    # Of a paid order: with whom to send it, and why.
    suggestion: Suggestion | None
    # Whether the shop still has the parcel, so that the address can be another.
    is_here: bool
    # What upper apps show with it (order_parts).
    parts: Sequence[OrderPart] = ()


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What promises are computed from."""

    at: datetime
    zone: tzinfo
    cut_offs: tuple[time, ...]
    rule_days: int
    flags: Sequence[Flag]
    routes: dict[RouteKey, Route]
    table: dict[RouteKey, int]
    # By province, for orders that are still to be sent.
    suggestions: dict[str, Suggestion]


def clockwork_for(
    orders: Sequence[Order], *, zone: tzinfo, policies: dict[str, Any], at: datetime
) -> Clockwork:
    """Rules, courier figures and table for the parcels of these orders: two queries, or none;
    three more when something is still to be sent."""
    parcels = [parcel for order in orders for parcel in order.shipments.all()[:1]]
    keys = {(parcel.courier_id, parcel.province) for parcel in parcels if not parcel.signed_at}
    to_send = {order.province for order in orders if order.state == OrderState.PAID} - {""}
    return Clockwork(
        at=at,
        zone=zone,
        cut_offs=cut_offs_of(policies[PRINT_CUT_OFFS]),
        rule_days=policies[PROMISE_DAYS],
        flags=palette(policies[FLAG_MEANINGS]),
        routes=routes_for(orders[0].shop_id, keys, at=at) if keys else {},
        table=_promised(orders[0].shop_id, keys) if keys else {},
        suggestions=suggestions_for(orders[0].shop_id, to_send, policies, at=at) if to_send else {},
    )


def order_card(order: Order, clockwork: Clockwork, parts: Sequence[OrderPart] = ()) -> OrderCard:
    """The order as it is shown."""
    parcels = list(order.shipments.all())
    parcel = parcels[0] if parcels else None
    scans = [scan.text for scan in parcel.events.all()] if parcel else []
    done = steps_done(order.state, scans)
    leaves = None
    if order.state == OrderState.PAID:
        leaves = leaves_at(order.paid_at or order.created_at, clockwork.cut_offs, clockwork.zone)
    return OrderCard(
        id=order.pk,
        number=order.number,
        tail=order.tail,
        state=order.state,
        state_label=order.get_state_display(),
        created_at=order.created_at,
        paid_fen=order.paid_fen,
        refunded_fen=order.refunded_fen,
        price_fen=order.goods_fen + order.freight_fen - order.discount_fen,
        lines=list(order.lines.all()),
        flag=clockwork.flags[order.flag],
        memo=order.memo,
        receiver=shown(order),
        parcels=len(parcels),
        parcel=_parcel_card(parcel, clockwork) if parcel else None,
        leaves_at=leaves,
        leaves_late=leaves is not None and leaves < clockwork.at,
        steps=[] if done is None else [step < done for step in range(STEPS)],
        steps_done=done or 0,
        is_open=order.state in {OrderState.UNPAID, OrderState.PAID, OrderState.SHIPPED},
        is_here=order.state in ADDRESS_OPEN,
        parts=parts,
        history=history_of(order, list(order.payments.all()), parcels),
        suggestion=(
            clockwork.suggestions.get(order.province) if order.state == OrderState.PAID else None
        ),
    )


def _parcel_card(parcel: Shipment, clockwork: Clockwork) -> ParcelCard:
    key = (parcel.courier_id, parcel.province)
    route = clockwork.routes.get(key)
    days = days_on_the_way(table=clockwork.table.get(key), route=route, rule=clockwork.rule_days)
    due = arrives_on(parcel.shipped_at, days.days, clockwork.zone)
    today = clockwork.at.astimezone(clockwork.zone).date()
    scan = next(iter(parcel.events.all()), None)
    return ParcelCard(
        courier=parcel.courier.name,
        phone=parcel.courier.phone,
        waybill=parcel.waybill,
        province=parcel.province,
        scan_place=scan.place if scan else "",
        scan_text=scan.text if scan else "",
        scan_at=scan.at if scan else None,
        signed_at=parcel.signed_at,
        problem=parcel.get_problem_display() if parcel.problem else "",
        arrives_on=due,
        is_late=parcel.signed_at is None and today - due > timedelta(0),
        days=days,
        route=route,
    )


def _promised(shop_id: int, keys: set[RouteKey]) -> dict[RouteKey, int]:
    rows = CourierPrice.objects.filter(
        shop_id=shop_id,
        courier_id__in={courier for courier, _ in keys},
        province__in={province for _, province in keys},
        promise_days__isnull=False,
    ).values_list("courier_id", "province", "promise_days")
    return {(courier, province): days for courier, province, days in rows if days is not None}
