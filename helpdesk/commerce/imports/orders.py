"""Rows that belong together become one order; what can't is told row by row. Pure.

An order of several products stands on several rows, one below the other. Rows of one number that
stand apart, or that contradict each other, are refused together: half an order is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from helpdesk.commerce.imports.fields import ADDRESS_PARTS, FIELDS
from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.rows import ReadRow, Recipe, RowReader
from helpdesk.commerce.imports.tables import Row
from helpdesk.commerce.order_facts import LineFacts, OrderFacts, ShipmentFacts

PLAIN = (
    *("buyer_nick", "state", "created_at", "paid_at", "shipped_at", "signed_at", "finished_at"),
    *("goods_fen", "freight_fen", "discount_fen", "refunded_fen"),
    *("receiver_name", "receiver_phone", "memo", "flag"),
)
OF_LINE = frozenset(name for name, known in FIELDS.items() if known.of_line)


@dataclass(slots=True)
class ReadOrder:
    """An order of the file: its facts, or the reason why it stays out."""

    rows: tuple[int, ...]
    number: str
    facts: OrderFacts | None = None
    parcel: ShipmentFacts | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        return self.rows[-1]


def read_orders(rows: Iterable[Row], recipe: Recipe) -> Iterator[ReadOrder]:
    """Every order of the file, in its order; each row is in exactly one of them."""
    reader = RowReader(recipe)
    seen: dict[str, int] = {}
    group: list[ReadRow] = []
    for row in rows:
        read = reader.read(row)
        if group and read.number and read.number == group[-1].number:
            group.append(read)
            continue
        if group:
            yield _closed(group, seen, recipe)
        group = [read]
    if group:
        yield _closed(group, seen, recipe)


def _closed(group: list[ReadRow], seen: dict[str, int], recipe: Recipe) -> ReadOrder:
    rows = tuple(read.row for read in group)
    number = group[0].number
    problems = [problem for read in group for problem in read.problems]
    earlier = seen.setdefault(number, rows[0]) if number else rows[0]
    if earlier != rows[0]:
        apart = [_about(read, "number_apart", str(earlier), recipe) for read in group]
        return ReadOrder(rows, number, problems=[*problems, *apart])
    kept, said = _without_repeats(group, recipe)
    problems += said
    wrong = {problem.row for problem in problems if not problem.is_note}
    if wrong:
        first = str(min(wrong))
        problems += [
            _about(read, "neighbour", first, recipe) for read in group if read.row not in wrong
        ]
        return ReadOrder(rows, number, problems=problems)
    facts = _facts(number, kept, recipe)
    return ReadOrder(rows, number, facts, _parcel(facts, kept[0].values), problems)


def _without_repeats(group: list[ReadRow], recipe: Recipe) -> tuple[list[ReadRow], list[Problem]]:
    """The rows without those that say the same again; contradictions are problems."""
    kept: list[ReadRow] = []
    said: list[Problem] = []
    whole: dict[str, Any] = {}
    for read in group:
        same = next((one for one in kept if one.print_ == read.print_), None)
        if same is not None:
            said.append(_about(read, "same_row_twice", str(same.row), recipe))
            continue
        mine = {name: value for name, value in read.values.items() if name not in OF_LINE}
        if any(whole.get(name, value) != value for name, value in mine.items()):
            said.append(_about(read, "number_twice", str(group[0].row), recipe))
            continue
        whole |= mine
        kept.append(read)
    if kept:
        kept[0].values |= whole
    return kept, said


def _about(read: ReadRow, code: str, value: str, recipe: Recipe) -> Problem:
    heading = next((name for name, to in recipe.mapping.items() if to == "number"), "")
    return Problem(read.row, heading, "number", code, value)


def _facts(number: str, group: list[ReadRow], recipe: Recipe) -> OrderFacts:
    values = group[0].values
    paid = values.get("paid_fen")
    if values.get("state") == "unpaid" and paid is not None:
        paid = 0  # what is to be paid, says a column that others use for what was paid
    return OrderFacts(
        number=number,
        platform=recipe.platform,
        paid_fen=paid,
        receiver_address=_address(values),
        lines=_lines(group),
        as_of=recipe.as_of,
        **{name: values[name] for name in PLAIN if name in values},
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
