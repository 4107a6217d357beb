"""What a table can be of: its fields, its presets, and what a row is known by."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.commerce.imports import goods_headings, order_headings, price_headings
from helpdesk.commerce.imports.fields import (
    FIELDS,
    GOODS_FIELDS,
    NEEDED_FOR_NEW,
    NUMBER,
    PRICE_FIELDS,
    Fields,
)
from helpdesk.commerce.imports.models import ImportKind
from helpdesk.commerce.imports.presets import (
    GOODS_PRESETS,
    ORDER_PRESETS,
    PRICE_PRESETS,
    Labels,
)

Headings = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """``needs`` must be columns; without ``for_new`` a file only changes what is here."""

    name: str
    fields: Fields
    presets: Labels
    headings: Headings
    needs: tuple[str, ...]
    for_new: tuple[str, ...]
    # Of whom the rows are: where it matters which platform they come from.
    asks_platform: bool

    @property
    def key(self) -> str:
        """The field by which a row is found."""
        return self.needs[0]

    @property
    def plain_preset(self) -> str:
        """The preset for tables that no platform wrote."""
        return list(self.presets)[-1]


KINDS: dict[str, Kind] = {
    ImportKind.ORDERS: Kind(
        name=ImportKind.ORDERS,
        fields=FIELDS,
        presets=ORDER_PRESETS,
        headings=order_headings.HEADINGS,
        needs=(NUMBER,),
        for_new=NEEDED_FOR_NEW,
        asks_platform=True,
    ),
    ImportKind.GOODS: Kind(
        name=ImportKind.GOODS,
        fields=GOODS_FIELDS,
        presets=GOODS_PRESETS,
        headings=goods_headings.HEADINGS,
        needs=("name",),
        for_new=("price_fen",),
        asks_platform=False,
    ),
    ImportKind.PRICES: Kind(
        name=ImportKind.PRICES,
        fields=PRICE_FIELDS,
        presets=PRICE_PRESETS,
        headings=price_headings.HEADINGS,
        needs=("courier", "province", "first_kilo_fen", "next_kilo_fen"),
        for_new=(),
        asks_platform=False,
    ),
}


def kind_of(name: str) -> Kind:
    """The kind of this name; an unknown one is a mistake in the code."""
    return KINDS[name]
