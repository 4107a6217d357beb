"""Facts of a product: fields with their units, rows of the shop's own, its stock. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scripts_library.knowledge import fields
from scripts_library.knowledge.matching import folded
from scripts_library.knowledge.models.alias import ALIAS_LENGTH

TEXT, NAME, VALUE = 200, 20, 120
MOST_ROWS, MOST_ALIASES, SHORTEST_ALIAS = 12, 8, 2
HEAVIEST_G, LONGEST_MONTHS = 1_000_000, 600

UNITS: dict[str, str | Promise] = {
    "size": "cm",
    "weight_g": "g",
    "warranty_months": gettext_lazy("个月"),
}
SHOWN = ("material", "size", "weight_g", "care", "warranty_months", "courier")
"""In this order, before the shop's own rows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one version of the sheet says."""

    material: str = ""
    size: str = ""
    weight_g: int | None = None
    care: str = ""
    warranty_months: int | None = None
    courier: str = ""
    stock: str = ""
    stock_on: date | None = None
    more: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """As it was stored."""
        stock_on = content.get("stock_on")
        return cls(
            **{name: content.get(name, "") for name in ("material", "size", "care", "courier")},
            weight_g=content.get("weight_g"),
            warranty_months=content.get("warranty_months"),
            stock=content.get("stock", ""),
            stock_on=date.fromisoformat(stock_on) if stock_on else None,
            more=tuple((name, value) for name, value in content.get("more", ())),
            aliases=tuple(content.get("aliases", ())),
        )

    def rows(self) -> list[tuple[str, str]]:
        """Name and value with its unit, of what is known; the stock apart, for it has a day."""
        known = []
        for name in SHOWN:
            value = getattr(self, name)
            if value:
                unit = UNITS.get(name, "")
                known.append((str(fields.LABELS[name]), f"{value} {unit}" if unit else str(value)))
        return [*known, *self.more]


def checked(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a person wrote as it will be stored, or FieldWrong."""
    stock = fields.line("stock", content.get("stock"), most=VALUE)
    stock_on = fields.day("stock_on", content.get("stock_on"))
    if stock and stock_on is None:
        raise fields.wrong("stock_on", _("写上库存是哪天看的，过了就知道要再核实"))
    found: dict[str, Any] = {
        "material": fields.line("material", content.get("material"), most=TEXT),
        "size": fields.line("size", content.get("size"), most=60),
        "weight_g": fields.number("weight_g", content.get("weight_g"), most=HEAVIEST_G),
        "care": fields.line("care", content.get("care"), most=TEXT),
        "warranty_months": fields.number(
            "warranty_months", content.get("warranty_months"), most=LONGEST_MONTHS
        ),
        "courier": fields.line("courier", content.get("courier"), most=32),
        "stock": stock,
        "stock_on": stock_on.isoformat() if stock and stock_on else None,
        "more": _rows(content.get("more", ())),
        "aliases": _aliases(content.get("aliases", ())),
    }
    if not any(found.values()):
        raise fields.wrong("material", _("一样都还没写"))
    return found


def _rows(rows: Sequence[tuple[Any, Any]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for name, value in rows:
        name = fields.line("more", name, most=NAME)
        value = fields.line("more", value, most=VALUE)
        if name and not value:
            raise fields.wrong("more", _("「%(name)s」后面还没写是什么") % {"name": name})
        if value and not name:
            raise fields.wrong("more", _("「%(value)s」前面还没写叫什么") % {"value": value})
        if name in [known for known, _value in kept]:
            raise fields.wrong("more", _("「%(name)s」写了两次") % {"name": name})
        if name:
            kept.append([name, value])
    if len(kept) > MOST_ROWS:
        raise fields.wrong("more", _("最多 %(most)s 行") % {"most": MOST_ROWS})
    return kept


def _aliases(names: Sequence[Any]) -> list[str]:
    found = fields.several("aliases", names, most=MOST_ALIASES, longest=ALIAS_LENGTH)
    for name in found:
        if len(folded(name)) < SHORTEST_ALIAS:
            said = _("「%(name)s」太短，买家的话里到处都是") % {"name": name}
            raise fields.wrong("aliases", said)
    return list(found)
