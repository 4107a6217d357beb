"""What facts from outside would change: the dry run, and the first half of the upsert."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from helpdesk.commerce.errors import FactsWrong, OrderTwice
from helpdesk.commerce.models import Buyer, Order, OrderLine, Payment, Product, Sku
from helpdesk.commerce.order_facts import (
    LineFacts,
    OrderFacts,
    Outcome,
    PaymentFacts,
    Upserted,
)
from helpdesk.commerce.order_rules import problem_of, said
from helpdesk.commerce.payments import in_order, settled
from helpdesk.commerce.provinces import province_of
from helpdesk.commerce.receivers import RECEIVER, opened
from helpdesk.kernel.errors import HelpdeskError

COLUMNS = (
    *("platform", "state", "goods_fen", "freight_fen", "discount_fen", "paid_fen", "refunded_fen"),
    *("created_at", "paid_at", "shipped_at", "signed_at", "finished_at", "flag", "memo"),
)
NOTES = frozenset(("flag", "memo"))
LineRow = tuple[int | None, int | None, str, str, int, int]


@dataclass
class Plan:
    """One order as it would be stored; ``lines``, ``payments`` are None where they stay."""

    facts: OrderFacts
    order: Order
    is_new: bool
    fields: list[str] = field(default_factory=list)
    # What of the receiver is to be sealed into the row: a dry run has no use for it.
    receiver: dict[str, str] = field(default_factory=dict)
    lines: list[LineRow] | None = None
    payments: tuple[PaymentFacts, ...] | None = None
    # (platform, nick) of a buyer whom the shop does not know yet.
    new_buyer: tuple[str, str] | None = None
    error: HelpdeskError | None = None

    @property
    def outcome(self) -> Upserted:
        return Upserted(
            outcome=self._outcome(),
            number=self.facts.number,
            order_id=self.order.pk,
            fields=() if self.error else tuple(self.fields),
            error=self.error,
        )

    def _outcome(self) -> Outcome:
        if self.error is not None:
            return "refused"
        if self.is_new:
            return "created"
        return "changed" if self.fields else "unchanged"


def planned_orders(*, shop_id: int, orders: Sequence[OrderFacts]) -> list[Upserted]:
    """What `actions.upserting.upsert_orders` would do with these, writing nothing."""
    return [plan.outcome for plan in plans_of(shop_id, orders, Order.objects.all())]


def plans_of(shop_id: int, orders: Sequence[OrderFacts], rows: Any) -> list[Plan]:
    """A plan for each, in six queries however many there are."""
    known = _known_orders(shop_id, orders, rows)
    buyers = _buyers(shop_id, orders)
    listed = _Listed(shop_id, orders)
    seen: dict[str, OrderFacts] = {}
    plans = []
    for facts in orders:
        order = known.get(facts.number)
        plan = Plan(
            facts=facts,
            order=order or Order(shop_id=shop_id, number=facts.number),
            is_new=order is None,
        )
        earlier = seen.setdefault(facts.number, facts)
        problem = problem_of(facts, order)
        if earlier is not facts:
            if earlier != facts:
                plan.error = OrderTwice(number=facts.number)
            plan.is_new = False
        elif problem is not None:
            plan.error = FactsWrong(number=facts.number, field=problem[0], problem=said(problem))
        elif not _is_stale(facts, order):
            _fill(plan, buyers, listed)
        plans.append(plan)
    return plans


def _known_orders(shop_id: int, orders: Sequence[OrderFacts], rows: Any) -> dict[str, Order]:
    numbers = {facts.number for facts in orders}
    lines = OrderLine.objects.filter(shop_id=shop_id).order_by("position")
    found = rows.filter(shop_id=shop_id, number__in=numbers)
    payments = Payment.objects.filter(shop_id=shop_id).order_by("paid_at", "id")
    parts = Prefetch("lines", lines), Prefetch("payments", payments)
    return {order.number: order for order in found.prefetch_related(*parts)}


def _buyers(shop_id: int, orders: Iterable[OrderFacts]) -> dict[tuple[str, str], int]:
    nicks = {facts.buyer_nick for facts in orders if facts.buyer_nick}
    found = Buyer.objects.filter(shop_id=shop_id, nick__in=nicks)
    return {
        (platform, str(nick)): pk
        for platform, nick, pk in found.values_list("platform", "nick", "pk")
    }


class _Listed:
    """The shop's SKUs and products that the lines name."""

    def __init__(self, shop_id: int, orders: Sequence[OrderFacts]) -> None:
        lines = [line for facts in orders for line in facts.lines or ()]
        codes = {line.sku_code for line in lines if line.sku_code}
        titles = {line.title for line in lines}
        self.skus = {
            code: (product, pk)
            for code, product, pk in Sku.objects.filter(
                shop_id=shop_id, code__in=codes
            ).values_list("code", "product_id", "pk")
        }
        self.products = dict(
            Product.objects.filter(shop_id=shop_id, name__in=titles).values_list("name", "pk")
        )

    def row(self, line: LineFacts) -> LineRow:
        product, sku = self.skus.get(line.sku_code or "", (self.products.get(line.title), None))
        return product, sku, line.title, line.spec, line.quantity, line.price_fen


def _is_stale(facts: OrderFacts, order: Order | None) -> bool:
    return bool(order and order.as_of and facts.as_of and facts.as_of < order.as_of)


def _fill(plan: Plan, buyers: dict[tuple[str, str], int], listed: _Listed) -> None:
    facts, order = plan.facts, plan.order
    for name in COLUMNS:
        value = getattr(facts, name)
        if value is None or (name in NOTES and _noted_later(facts, order)):
            continue
        if getattr(order, name) != value:
            setattr(order, name, value)
            plan.fields.append(name)
    _fill_receiver(plan)
    if facts.buyer_nick:
        key = (order.platform, facts.buyer_nick)
        if key not in buyers:
            plan.new_buyer = key
            plan.fields.append("buyer")
        elif order.buyer_id != buyers[key]:
            order.buyer_id = buyers[key]
            plan.fields.append("buyer")
    _fill_payments(plan)
    if facts.lines is not None:
        said_lines = [listed.row(line) for line in facts.lines]
        if plan.is_new or said_lines != _stored(order):
            plan.lines = said_lines
            plan.fields.append("lines")
    if plan.fields and facts.as_of is not None:
        order.as_of = facts.as_of


def _fill_receiver(plan: Plan) -> None:
    """What is erased stays erased, whatever an old table says. `Unreadable` without the key."""
    facts, order = plan.facts, plan.order
    if order.receiver_erased_at is not None:
        return
    for name in RECEIVER:
        value = getattr(facts, name)
        if value is not None and value != opened(order, name):
            plan.receiver[name] = value
            plan.fields.append(name)
            if name == "receiver_address":
                order.province = province_of(value)


def _fill_payments(plan: Plan) -> None:
    """Payments follow what is said of them, else the total; the total follows the payments."""
    facts, order = plan.facts, plan.order
    stored = () if plan.is_new else _stored_payments(order)
    if facts.payments is not None:
        said = in_order(facts.payments)
        totals = {"paid_fen": sum(one.fen for one in said)}
        if facts.paid_at is None and said:
            totals["paid_at"] = said[-1].paid_at  # type: ignore[assignment]
        for name, value in totals.items():
            if getattr(order, name) != value:
                setattr(order, name, value)
                plan.fields.append(name)
    else:
        at = order.paid_at or order.created_at
        said = settled(stored, paid_fen=order.paid_fen, paid_at=at)
    if said != stored:
        plan.payments = said
        if not plan.is_new and "paid_fen" not in plan.fields:
            plan.fields.append("payments")


def _stored_payments(order: Order) -> tuple[PaymentFacts, ...]:
    return in_order(
        [
            PaymentFacts(one.fen, one.paid_at, one.part, one.method, one.reference)
            for one in order.payments.all()
        ]
    )


def _noted_later(facts: OrderFacts, order: Order) -> bool:
    if order.noted_at is None:
        return False
    return facts.as_of is None or facts.as_of <= order.noted_at


def _stored(order: Order) -> list[LineRow]:
    return [
        (line.product_id, line.sku_id, line.title, line.spec, line.quantity, line.price_fen)
        for line in order.lines.all()
    ]
