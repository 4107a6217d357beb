"""A shop's widget: its row, or the defaults of a shop that has none yet."""

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from conversations.models import WidgetSettings


def widget_of(shop_id: int) -> WidgetSettings:
    """The settings, unsaved where nobody changed anything yet."""
    found = WidgetSettings.objects.filter(pk=shop_id).first()
    return found or WidgetSettings(shop_id=shop_id)


async def allowed_origins(conn: AsyncConnection[DictRow], shop_id: int) -> list[str]:
    """The websites that may show the shop's chat, besides our own."""
    sql = "SELECT allowed_origins FROM conversations_widgetsettings WHERE shop_id = %s"
    found = await (await conn.execute(sql, (shop_id,))).fetchone()
    return list(found["allowed_origins"]) if found else []
