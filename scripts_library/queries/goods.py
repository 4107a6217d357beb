"""The products that may go along with a script."""

from helpdesk.commerce.models import Product

MOST = 200


def goods_to_attach(shop_id: int) -> list[Product]:
    """Those that are sold, by name."""
    rows = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    return list(rows.only("pk", "name").order_by("name")[:MOST])
