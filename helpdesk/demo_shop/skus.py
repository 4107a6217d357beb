"""The SKUs of the demo's wares: every colour in every size or model, some of them scarce. Pure."""

from dataclasses import dataclass
from typing import Final

from helpdesk.demo_shop.catalogue import Product

_NOTES: Final = ("", "", "", "余 26 件", "周三到货", "", "余 3 件，先问仓库")


@dataclass(frozen=True, slots=True)
class DemoSku:
    """One SKU as the shop codes it: ware, colour, size."""

    code: str
    spec: str
    stock_note: str


def skus_of(product: Product) -> list[DemoSku]:
    """In the order of the catalogue."""
    found: list[DemoSku] = []
    for colour in product.colours:
        for variant in product.sizes or product.models or ("",):
            code = code_of(product, colour, variant)
            note = _NOTES[len(found) % len(_NOTES)]
            found.append(DemoSku(code, " ".join(filter(None, (colour, variant))), note))
    return found


def code_of(product: Product, colour: str, variant: str) -> str:
    """XM-HOOD-01-02-M: the ware's code, the colour's number, the size or model."""
    number = product.colours.index(colour) + 1 if colour in product.colours else 0
    return "-".join(filter(None, (product.code, f"{number:02}", variant.replace(" ", ""))))
