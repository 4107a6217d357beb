"""The size charts of the demo's clothes, in step with the bodies that the chats name. Pure."""

from typing import Any, Final

from helpdesk.demo_shop.catalogue import Product

_TOPS: Final = (
    ("S", (150, 161), (80, 104)),
    ("M", (162, 168), (105, 122)),
    ("L", (169, 176), (123, 142)),
    ("XL", (177, 185), (143, 165)),
)
# Waists go by weight alone.
_JEANS: Final = (
    ("26", (80, 94)),
    ("27", (95, 104)),
    ("28", (105, 112)),
    ("29", (113, 122)),
    ("30", (123, 132)),
    ("31", (133, 142)),
    ("32", (143, 155)),
)


def size_chart_of(product: Product) -> list[dict[str, Any]]:
    """Rows as `helpdesk.commerce.sizing` reads them; empty for what has no such sizes."""
    if product.kind in {"hoodie", "tee", "jacket"}:
        return [
            {"size": size, "height_cm": list(height), "weight_jin": list(weight)}
            for size, height, weight in _TOPS
        ]
    if product.kind == "jeans":
        return [{"size": size, "weight_jin": list(weight)} for size, weight in _JEANS]
    return []
