"""What a new shop still needs of this app: its orders."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_items import Item, Told, register_item
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.models import Order

DONE, HALF, NOT_YET = 100, 50, 0


def orders_told(shop: Shop) -> Told:
    """Done with the first order, however it came."""
    if Order.objects.filter(shop=shop).exists():
        return Told(DONE, gettext("订单进来了"))
    if OrderImport.objects.filter(shop=shop).exists():
        return Told(HALF, gettext("文件传了，还没写入"))
    return Told(NOT_YET, gettext("还没有订单"))


def register_all() -> None:
    """Called once at start."""
    register_item(
        Item(
            "orders",
            70,
            pgettext_lazy("opening", "导入订单"),
            _("去导入订单"),
            "imports",
            10,
            orders_told,
        )
    )
