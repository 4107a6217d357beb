"""What somebody says about products and prices, by form or file. None means "not said"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuFacts:
    """One SKU, known by the shop's own code."""

    code: str
    spec: str | None = None
    price_fen: int | None = None
    stock_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts:
    """One product, known by its name. A new one needs a price."""

    name: str
    kind: str | None = None
    price_fen: int | None = None
    colours: tuple[str, ...] | None = None
    variants: tuple[str, ...] | None = None
    facts: str | None = None
    skus: tuple[SkuFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """What a courier asks for a province, in fen; days None where it promises none."""

    courier: str
    province: str
    first_kilo_fen: int
    next_kilo_fen: int
    promise_days: int | None = None
