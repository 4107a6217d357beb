"""What a new shop still needs of this app: scripts."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_items import Item, Told, register_item
from scripts_library.models import Script

DONE, NOT_YET = 100, 0


def scripts_told(shop: Shop) -> Told:
    """Done with a script in use, wherever it came from."""
    many = Script.objects.filter(shop_id=shop.pk, live__isnull=False).count()
    if many:
        return Told(DONE, gettext("%(many)s 条能用") % {"many": many})
    return Told(NOT_YET, gettext("还没有话术；自带的三百多条可以一次放进来"))


def register_all() -> None:
    """Called once at start."""
    register_item(
        Item(
            "scripts",
            70,
            pgettext_lazy("opening", "话术"),
            _("去放自带话术"),
            "script-starter",
            3,
            scripts_told,
        )
    )
