"""The products that may go along with a script."""

from helpdesk.commerce.models import Product
from scripts_library.models import ScriptVersion

MOST = 200


def goods_beside(version: ScriptVersion) -> list[Product]:
    """What goes along with a version, in its order."""
    rows = version.attachments.select_related("product").order_by("place")
    return [one.product for one in rows]


def goods_to_attach(shop_id: int) -> list[Product]:
    """Those that are sold, by name."""
    rows = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    return list(rows.only("pk", "name").order_by("name")[:MOST])
