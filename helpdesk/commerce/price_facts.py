"""What somebody says about a courier's prices, by form or file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """What a courier asks for a province, in fen; days None where it promises none."""

    courier: str
    province: str
    first_kilo_fen: int
    next_kilo_fen: int
    promise_days: int | None = None
