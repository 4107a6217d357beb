"""The demo shop's orders: those the chats speak of, and what the same buyers bought before.

Deterministic and pure, seen from ``now`` like the chats. What a chat says holds: the order's and
the waybill's last four digits, courier, product, colour, size, hub and the days. What happened
since then is told by the calendar: a parcel on its way a week ago has been signed for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Final

from helpdesk.commerce.order_facts import LineFacts, OrderFacts, ScanFacts, ShipmentFacts
from helpdesk.commerce.promise import leaves_at
from helpdesk.demo_shop.addresses import receiver_of
from helpdesk.demo_shop.catalogue import AGENTS, BUYERS, PRODUCTS
from helpdesk.demo_shop.facts import Facts, pick_facts
from helpdesk.demo_shop.generate import DemoSession
from helpdesk.demo_shop.order_moments import UNSHIPPED_BACK, Moment, moment_of
from helpdesk.demo_shop.paying import DEPOSITS, payments_of
from helpdesk.demo_shop.scans import WAYBILL_HEADS, scans_of
from helpdesk.demo_shop.skus import code_of
from helpdesk.demo_shop.wording import LAST_ORDER_HOUR, SHANGHAI

CUT_OFFS: Final = (time(12), time(15), time(17))
LEAST_PER_BUYER: Final = 2
_SEED: Final = 7731


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One order with its parcel and the parcel's scans."""

    order: OrderFacts
    shipment: ShipmentFacts | None
    scans: tuple[ScanFacts, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """What happened to an order, whether or not it already lies in the past."""

    buyer_index: int
    product_index: int
    facts: Facts
    created: datetime
    paid: datetime | None
    shipped: datetime | None
    signed: datetime | None
    refunded_at: datetime | None = None
    refund_fen: int = 0
    first_scan: datetime | None = None
    hub_at: datetime | None = None
    stuck: bool = False
    agent: str = ""


def demo_orders(sessions: Sequence[DemoSession], now: datetime) -> list[DemoOrder]:
    """Every order of the shop's named buyers, oldest first."""
    stories = list(_stories(sessions))
    stories += _earlier(stories, now)
    stories.sort(key=lambda story: (story.created, story.facts.order_tail))
    return [_told(story, number, now) for number, story in enumerate(stories)]


def _stories(sessions: Sequence[DemoSession]) -> Iterator[_Story]:
    """One story for each order that chats are about: the last chat says how far it has come."""
    about: dict[tuple[int, str, str], list[DemoSession]] = {}
    for session in sessions:
        key = (session.buyer_index, session.facts.order_tail, session.facts.waybill_tail)
        about.setdefault(key, []).append(session)
    for chats in about.values():
        told = [
            (session, moment)
            for session in chats
            if (moment := moment_of(session.scene, session.stage)) is not None
        ]
        if told:
            stories = [_story(session, moment) for session, moment in told]
            first = min(stories, key=lambda story: story.created)
            yield replace(stories[-1], created=first.created, paid=first.paid or stories[-1].paid)
        elif chats[-1].agent_index is not None and not chats[-1].finished:
            yield _put_aside(chats[-1])


def _put_aside(session: DemoSession) -> _Story:
    """Who is still asking has already placed the order, and not yet paid."""
    return _Story(
        buyer_index=session.buyer_index,
        product_index=session.product_index,
        facts=session.facts,
        created=session.lines[0].at - timedelta(minutes=4),
        paid=None,
        shipped=None,
        signed=None,
    )


def _story(session: DemoSession, moment: Moment) -> _Story:
    opened = session.lines[0].at
    local = opened.astimezone(SHANGHAI)
    parcel, order = int(session.facts.waybill_tail), int(session.facts.order_tail)
    product = PRODUCTS[session.product_index]
    ship = 0 if local.hour < LAST_ORDER_HOUR else 1
    arrives = _at(local, ship + 2 + parcel % 2, 15, 5 + order % 50)
    refund_at, refund, hub, first_scan = None, 0, None, None
    signed: datetime | None = arrives
    if moment == "unpaid":
        created = opened - timedelta(minutes=6 + parcel % 9)
        after = session.lines[-1].at + timedelta(minutes=3)
        paid = after if session.finished else None
        shipped = leaves_at(after, CUT_OFFS, SHANGHAI) if paid else None
        signed = shipped + timedelta(days=2 + parcel % 2, hours=3) if shipped else None
    elif moment == "handed":
        created = _at(local, -1, 18, 10 + order % 45)
        paid = created + timedelta(minutes=2)
        shipped = opened - timedelta(hours=2)
        first_scan = _at(local, 0, 21, 14)
        signed = first_scan + timedelta(days=2 + parcel % 2, hours=-4)
    elif moment in ("paid", "waiting", "held"):
        back = timedelta(days=3 + parcel % 2) if moment == "waiting" else timedelta(0)
        created = opened - back - timedelta(minutes=25 + parcel % 70)
        paid = created + timedelta(minutes=2)
        shipped = leaves_at(session.lines[-1].at, CUT_OFFS, SHANGHAI)
        if moment == "held":
            shipped += timedelta(days=7)
            signed = arrives + timedelta(days=7)
    elif moment in ("transit", "stuck"):
        created = _at(local, -3 - parcel % 2, 9, 10 + order % 45)
        paid = created + timedelta(minutes=2)
        shipped = leaves_at(paid, CUT_OFFS, SHANGHAI)
        hub = _scanned_at(local, parcel, order)
        if moment == "stuck":
            hub = _at(local, -2, 8, 10 + order % 50)
            signed = arrives + timedelta(days=1)
    else:
        created = _at(local, -3 - parcel % 2, 9, 10 + order % 45)
        paid = created + timedelta(minutes=2)
        shipped = leaves_at(paid, CUT_OFFS, SHANGHAI)
        signed = _at(local, -1 - order % 2, 16, 5 + order % 50)
        if moment == "back":
            refund_at, refund = session.lines[-1].at + timedelta(hours=20), product.price
        elif moment == "refunded":
            refund_at = session.lines[-1].at + timedelta(minutes=1)
            refund = max(3, product.price * 15 // 10_000) * 100
        if session.scene in UNSHIPPED_BACK:
            created, paid = opened - timedelta(minutes=40), opened - timedelta(minutes=38)
            shipped = signed = None
    return _Story(
        buyer_index=session.buyer_index,
        product_index=session.product_index,
        facts=session.facts,
        created=created,
        paid=paid,
        shipped=shipped,
        signed=signed,
        refunded_at=refund_at,
        refund_fen=refund,
        first_scan=first_scan,
        hub_at=hub,
        stuck=moment == "stuck",
        agent=AGENTS[session.agent_index] if session.agent_index is not None else "",
    )


def _earlier(stories: Sequence[_Story], now: datetime) -> Iterator[_Story]:
    """What the buyers bought one to three months ago, so that each has two to four orders."""
    rng = Random(_SEED)
    for buyer_index in range(len(BUYERS)):
        told = sum(story.buyer_index == buyer_index for story in stories)
        for _ in range(max(0, LEAST_PER_BUYER + rng.randrange(3) - told)):
            product_index = rng.randrange(len(PRODUCTS))
            facts = pick_facts(rng, PRODUCTS[product_index], buyer_index)
            local = now.astimezone(SHANGHAI) - timedelta(days=34 + rng.randrange(54))
            created = _at(local, 0, 9 + rng.randrange(13), rng.randrange(60))
            paid = created + timedelta(minutes=1 + rng.randrange(20))
            shipped = leaves_at(paid, CUT_OFFS, SHANGHAI)
            door = shipped.astimezone(SHANGHAI)
            signed = _at(door, 2 + rng.randrange(3), 9 + rng.randrange(10), rng.randrange(60))
            back = rng.randrange(9) == 0
            yield _Story(
                buyer_index=buyer_index,
                product_index=product_index,
                facts=facts,
                created=created,
                paid=paid,
                shipped=shipped,
                signed=signed,
                refunded_at=signed + timedelta(hours=90) if back else None,
                refund_fen=PRODUCTS[product_index].price if back else 0,
                agent=AGENTS[rng.randrange(len(AGENTS))] if rng.randrange(3) else "",
            )


def _told(story: _Story, place: int, now: datetime) -> DemoOrder:
    """The story as far as it has come by now."""
    paid, shipped, signed, refunded = (
        moment if moment is not None and moment <= now else None
        for moment in (story.paid, story.shipped, story.signed, story.refunded_at)
    )
    finished = signed + timedelta(days=10) if signed else None
    if finished is not None and finished > now:
        finished = None
    product, facts = PRODUCTS[story.product_index], story.facts
    back = bool(refunded) and story.refund_fen == product.price
    state = (
        "closed" if back else "finished" if finished else "signed" if signed
        else "shipped" if shipped else "paid" if paid else "unpaid"
    )  # fmt: skip
    created = story.created.astimezone(SHANGHAI)
    number = f"{created:%y%m%d}{100_000 + place * 37 % 899_999:06}{facts.order_tail}"
    name, phone, address = receiver_of(story.buyer_index)
    order = OrderFacts(
        number=number,
        platform=BUYERS[story.buyer_index].platform,
        buyer_nick=BUYERS[story.buyer_index].nickname,
        state=state,
        goods_fen=product.price,
        paid_fen=product.price if paid else 0,
        payments=(
            payments_of(
                product.price, paid, BUYERS[story.buyer_index].platform, place * DEPOSITS + 1
            )
            if paid
            else None
        ),
        refunded_fen=story.refund_fen if refunded else 0,
        created_at=story.created,
        paid_at=paid,
        shipped_at=shipped,
        signed_at=signed,
        finished_at=finished,
        flag=1 if refunded else 3 if story.agent and paid else 0,
        memo=_memo(story, bool(paid)),
        receiver_name=name,
        receiver_phone=phone,
        receiver_address=address,
        lines=(
            LineFacts(
                title=product.name,
                spec=" ".join(filter(None, (facts.colour, facts.size or facts.model))),
                price_fen=product.price,
                sku_code=code_of(product, facts.colour, facts.size or facts.model),
            ),
        ),
    )
    if shipped is None:
        return DemoOrder(order, None, ())
    waybill = f"{WAYBILL_HEADS[facts.courier]}{created:%m%d}{10_000 + place:05}{facts.waybill_tail}"
    shipment = ShipmentFacts(
        order_number=number,
        courier=facts.courier,
        waybill=waybill,
        shipped_at=shipped,
        signed_at=signed,
        problem="stuck" if story.stuck and not signed else "",
    )
    city = BUYERS[story.buyer_index].city
    ends = story.signed or shipped + timedelta(days=3)
    scans = scans_of(
        waybill,
        facts,
        city,
        picked_up=story.first_scan or shipped + timedelta(minutes=35),
        hub_at=story.hub_at,
        ends=ends,
        now=now,
    )
    return DemoOrder(order, shipment, scans)


def _memo(story: _Story, paid: bool) -> str:
    if not story.agent or not paid:
        return ""
    return f"{story.agent}、发{story.facts.courier}快递"


def _scanned_at(local: datetime, parcel: int, order: int) -> datetime:
    """The parcel's last scan as the chat tells it (wording's ``scan``)."""
    if local.hour >= 8:
        return _at(local, 0, 6 + parcel % 2, 10 + order % 50)
    return _at(local, -1, 21, 14)


def _at(local: datetime, days: int, hour: int, minute: int) -> datetime:
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)
