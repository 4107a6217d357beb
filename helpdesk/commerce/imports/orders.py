"""Rows of an order table become orders with lines, payments and a parcel. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpdesk.commerce.imports.fields import ADDRESS_PARTS
from helpdesk.commerce.imports.grouping import ReadItem, about, closed, groups
from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.rows import ReadRow, Recipe
from helpdesk.commerce.imports.tables import Row
from helpdesk.commerce.order_facts import LineFacts, OrderFacts, PaymentFacts, ShipmentFacts

PLAIN = (
    *("buyer_nick", "state", "created_at", "paid_at", "shipped_at", "signed_at", "finished_at"),
    *("goods_fen", "freight_fen", "discount_fen", "refunded_fen"),
    *("receiver_name", "receiver_phone", "memo", "flag"),
)


@dataclass(slots=True)
class ReadOrder(ReadItem):
    """An order of the file: its facts, or the reason why it stays out."""

    facts: OrderFacts | None = None
    parcel: ShipmentFacts | None = None


def read_orders(rows: Iterable[Row], recipe: Recipe) -> Iterator[ReadOrder]:
    """Every order of the file, in its order; each row is in exactly one of them."""
    seen: dict[str, int] = {}
    for group in groups(rows, recipe):
        kept, problems = closed(group, seen, recipe)
        read = ReadOrder(tuple(one.row for one in group), group[0].number, problems)
        if kept:
            problems += _payment_problems(kept[0], recipe)
        if kept and not any(not one.is_note for one in problems):
            read.facts = _facts(read.number, kept, recipe)
            read.parcel = _parcel(read.facts, kept[0].values)
        yield read


def _facts(number: str, group: list[ReadRow], recipe: Recipe) -> OrderFacts:
    values = group[0].values
    paid = values.get("paid_fen")
    if values.get("state") == "unpaid" and paid is not None:
        paid = 0  # what is to be paid, says a column that others use for what was paid
    payments = _payments(values, paid)
    return OrderFacts(
        number=number,
        platform=recipe.platform,
        paid_fen=paid,
        payments=payments,
        receiver_address=_address(values),
        lines=_lines(group),
        as_of=recipe.as_of,
        **{name: values[name] for name in PLAIN if name in values},
    )


def _payment_problems(read: ReadRow, recipe: Recipe) -> list[Problem]:
    deposit, paid = read.values.get("deposit_fen", 0), read.values.get("paid_fen")
    if paid is None or deposit <= paid or read.values.get("state") == "unpaid":
        return []
    return [about(read, "deposit_larger", f"{deposit / 100:.2f}", recipe, "deposit_fen")]


def _payments(values: dict[str, Any], paid: int | None) -> tuple[PaymentFacts, ...] | None:
    """Deposit and balance, or one payment with its channel; None where there is only a total."""
    at = values.get("paid_at") or values.get("created_at")
    deposit = values.get("deposit_fen", 0)
    method, reference = values.get("pay_method", ""), values.get("pay_reference", "")
    if not paid or at is None or not (deposit or method or reference):
        return None
    if not deposit or deposit == paid:
        part = "deposit" if deposit else "whole"
        return (PaymentFacts(paid, at, part, method, reference),)
    earlier = values.get("deposit_at") or values.get("created_at") or at
    return (
        PaymentFacts(deposit, earlier, "deposit", method),
        PaymentFacts(paid - deposit, at, "balance", method, reference),
    )


def _address(values: dict[str, Any]) -> str | None:
    parts: list[str] = []
    for name in ADDRESS_PARTS:
        part = str(values.get(name, ""))
        if part and not part.startswith("".join(parts[:1]) or "\0"):
            parts.append(part)
        elif part:
            parts = [part]  # the address repeats its province: it is whole by itself
    return "".join(parts)[:255] or None


def _lines(group: list[ReadRow]) -> tuple[LineFacts, ...] | None:
    lines = tuple(
        LineFacts(
            title=read.values["title"],
            spec=read.values.get("spec", ""),
            quantity=read.values.get("quantity", 1),
            price_fen=_price(read, alone=len(group) == 1),
            sku_code=read.values.get("sku_code"),
        )
        for read in group
        if read.values.get("title")
    )
    return lines or None


def _price(read: ReadRow, *, alone: bool) -> int:
    """The price each; from the order's goods when it is the only row and comes out even."""
    if "price_fen" in read.values:
        return int(read.values["price_fen"])
    goods, quantity = read.values.get("goods_fen", 0), read.values.get("quantity", 1)
    return goods // quantity if alone and goods % quantity == 0 else 0


def _parcel(facts: OrderFacts, values: dict[str, Any]) -> ShipmentFacts | None:
    courier, waybill = values.get("courier", ""), values.get("waybill", "")
    if not courier or not waybill or facts.shipped_at is None:
        return None
    return ShipmentFacts(
        order_number=facts.number,
        courier=courier,
        waybill=waybill,
        shipped_at=facts.shipped_at,
        signed_at=facts.signed_at,
    )
