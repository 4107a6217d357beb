"""What a sheet or an answer is about: one product, or one category of products. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Subject:
    """Exactly one of the two is set."""

    product_id: int | None = None
    category: str = ""

    @property
    def lookup(self) -> dict[str, Any]:
        """Rows about it and nothing else."""
        if self.product_id is None:
            return {"product__isnull": True, "category": self.category}
        return {"product_id": self.product_id, "category": ""}
