"""What the simulated payment service is told to do wrong, and for how many refunds."""

from dataclasses import dataclass, fields
from typing import Any

BY_SUM = {44: "refuse", 45: "pending"}
"""As test cards have it: a sum that ends in 44 fen is refused, one in 45 stays undecided."""


@dataclass
class Faults:
    """Counts go down with each refund they spoil; the rest holds until told otherwise."""

    delay_ms: int = 0  # before anything is written
    fail_before: int = 0  # answered 500, nothing written
    fail_after: int = 0  # written and paid, then answered 500
    refuse: int = 0  # written as refused, for good
    pending: int = 0  # written as pending, until /decide
    callbacks: str = "once"  # or "lost", "twice", "forged"

    def told(self, wishes: dict[str, Any]) -> None:
        """Take over what is named; unknown names and wrong types are refused."""
        known = {field.name: type(getattr(self, field.name)) for field in fields(self)}
        for name, value in wishes.items():
            if known.get(name) is not type(value):
                raise ValueError(name)
            setattr(self, name, value)

    def wants(self, name: str, fen: int) -> bool:
        """Whether this refund is spoilt so, by its sum or as told."""
        return BY_SUM.get(fen % 100) == name or self.spoils(name)

    def spoils(self, name: str) -> bool:
        """Whether this one is spoilt so; counts it."""
        left = int(getattr(self, name))
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0
