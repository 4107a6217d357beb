"""What a new shop still needs of this: facts of what it sells."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_items import Item, Told, register_item
from scripts_library.knowledge.queries.counting import told_of

ENOUGH = 10
"""Products with facts that make a start; a shop of thousands goes on in its own time."""


def knowledge_told(shop: Shop) -> Told:
    """How many of the products that are sold have facts in force; done with the first few."""
    known, many = told_of(shop.pk)
    if not many:
        return Told(0, gettext("还没有商品；导入商品表以后再补"))
    said = gettext("商品资料补了 %(known)s/%(many)s") % {"known": known, "many": many}
    return Told(min(100, 100 * known // min(many, ENOUGH)), said)


def register_all() -> None:
    """Called once at start."""
    register_item(
        Item(
            "knowledge",
            75,
            pgettext_lazy("opening", "商品资料"),
            _("去补商品资料"),
            "knowledge",
            10,
            knowledge_told,
        )
    )
