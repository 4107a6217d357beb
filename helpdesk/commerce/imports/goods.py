"""Rows of a product table become products with their SKUs; of a price table, prices. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpdesk.commerce.imports.grouping import ReadItem, about, closed, groups
from helpdesk.commerce.imports.problems import Problem
from helpdesk.commerce.imports.rows import ReadRow, Recipe, RowReader
from helpdesk.commerce.imports.tables import Row
from helpdesk.commerce.price_facts import PriceFacts
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts


@dataclass(slots=True)
class ReadProduct(ReadItem):
    """A product of the file, or the reason why it stays out."""

    facts: ProductFacts | None = None


@dataclass(slots=True)
class ReadPrice(ReadItem):
    """What one courier asks for one province."""

    facts: PriceFacts | None = None


def read_products(rows: Iterable[Row], recipe: Recipe) -> Iterator[ReadProduct]:
    """Every product of the file; the rows below it are its SKUs."""
    seen: dict[str, int] = {}
    for group in groups(rows, recipe):
        kept, problems = closed(group, seen, recipe)
        read = ReadProduct(tuple(one.row for one in group), group[0].number, problems)
        if kept:
            twice = _codes_twice(kept, recipe)
            problems += twice
            read.facts = None if twice else _product(read.number, kept)
        yield read


def _codes_twice(kept: list[ReadRow], recipe: Recipe) -> list[Problem]:
    seen: dict[str, int] = {}
    found = []
    for read in kept:
        code = read.values.get("sku_code", "")
        if code and seen.setdefault(code, read.row) != read.row:
            found.append(about(read, "code_twice", code, recipe, "sku_code"))
    return found


def _product(name: str, kept: list[ReadRow]) -> ProductFacts:
    whole = kept[0].values
    prices = [price for read in kept if (price := read.values.get("price_fen")) is not None]
    return ProductFacts(
        name=name,
        kind=whole.get("kind"),
        # A table of SKUs has a price in every row: people speak of the lowest.
        price_fen=min(prices) if prices else None,
        colours=whole.get("colours"),
        variants=whole.get("variants"),
        facts=whole.get("facts"),
        skus=tuple(_sku(read.values) for read in kept if read.values.get("sku_code")),
    )


def _sku(values: dict[str, Any]) -> SkuFacts:
    return SkuFacts(
        code=values["sku_code"],
        spec=values.get("spec"),
        price_fen=values.get("sku_price_fen", values.get("price_fen")),
        stock_note=values.get("stock_note"),
    )


def read_prices(rows: Iterable[Row], recipe: Recipe) -> Iterator[ReadPrice]:
    """Every row of a price table; the same courier and province twice is refused the second
    time."""
    reader = RowReader(recipe)
    seen: dict[str, int] = {}
    for row in rows:
        read = reader.read(row)
        problems = list(read.problems)
        values = read.values
        for name in ("province", "first_kilo_fen", "next_kilo_fen"):
            if name not in values and not any(one.field == name for one in problems):
                problems.append(about(read, "key_missing", "", recipe, name))
        number = f"{read.number} {values.get('province', '')}"
        earlier = seen.setdefault(number, row.number)
        if earlier != row.number:
            problems.append(about(read, "number_twice", str(earlier), recipe))
        item = ReadPrice((row.number,), number, problems)
        if not any(not one.is_note for one in problems):
            item.facts = PriceFacts(
                courier=read.number,
                province=values["province"],
                first_kilo_fen=values["first_kilo_fen"],
                next_kilo_fen=values["next_kilo_fen"],
                promise_days=values.get("promise_days"),
            )
        yield item
