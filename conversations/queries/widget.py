"""A shop's widget: its row, or the defaults of a shop that has none yet."""

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.models import WidgetSettings
from helpdesk.commerce.models import Product


def widget_of(shop_id: int) -> WidgetSettings:
    """The settings, unsaved where nobody changed anything yet."""
    found = WidgetSettings.objects.filter(pk=shop_id).first()
    return found or WidgetSettings(shop_id=shop_id)


async def allowed_origins(conn: AsyncConnection[DictRow], shop_id: int) -> list[str]:
    """The websites that may show the shop's chat, besides our own."""
    sql = "SELECT allowed_origins FROM conversations_widgetsettings WHERE shop_id = %s"
    found = await (await conn.execute(sql, (shop_id,))).fetchone()
    return list(found["allowed_origins"]) if found else []


def products_to_try(shop_id: int, most: int) -> list[dict[str, str]]:
    """A few of the shop's products for the page to try the widget on."""
    products = Product.objects.filter(shop_id=shop_id).order_by("pk")[:most]
    return [
        {"name": each.name, "price": f"{each.price_fen / 100:,.2f}", "facts": each.facts}
        for each in products
    ]
