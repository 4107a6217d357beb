"""What the outside says about products. ``None`` means "not said" and leaves what is known."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuFacts:
    """One SKU by the shop's own code."""

    code: str
    spec: str | None = None
    price_fen: int | None = None
    stock_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """A product by its name. SKUs that are not named stay as they are."""

    name: str
    kind: str | None = None
    price_fen: int | None = None
    colours: list[str] | None = None
    variants: list[str] | None = None
    facts: str | None = None
    size_chart: list[dict[str, Any]] | None = None
    skus: tuple[SkuFacts, ...] = ()
