"""The list of what a new shop still needs: a registry that upper apps add to.

Whether an item is done is asked of the data each time; nothing is ticked by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models import Shop
from helpdesk.accounts.queries import opening_facts

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Told:
    """How far an item is, in percent, and in a few words."""

    share: int
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. Those of the wizard also say what passing them over means."""

    key: str
    order: int
    label: Words
    # What the button says that leads there, and the name of the page.
    act: Words
    page: str
    minutes: int
    tell: Callable[[Shop], Told]
    skip: Words = ""

    @property
    def in_wizard(self) -> bool:
        return bool(self.skip)


_items: dict[str, Item] = {}


def register_item(item: Item) -> None:
    """Make an item known, once."""
    if _items.setdefault(item.key, item) != item:
        raise LookupError(f"{item.key} is already registered differently")


def items() -> list[Item]:
    """All of them, in the order in which they are best done."""
    return sorted(_items.values(), key=lambda item: item.order)


def wizard() -> list[Item]:
    """Those that are done one after the other when a shop is opened."""
    return [item for item in items() if item.in_wizard]


def step_after(key: str) -> Item | None:
    """The wizard's next step."""
    return _neighbour(key, 1)


def step_before(key: str) -> Item | None:
    """The wizard's step before."""
    return _neighbour(key, -1)


def _neighbour(key: str, by: int) -> Item | None:
    steps = wizard()
    at = next((number for number, item in enumerate(steps) if item.key == key), None)
    if at is None or not 0 <= at + by < len(steps):
        return None
    return steps[at + by]


def register_all() -> None:
    """Called once at start: the items of this app."""
    for item in (
        Item(
            "shop",
            10,
            pgettext_lazy("opening", "店铺资料"),
            _("看店铺资料"),
            "opening-shop",
            2,
            lambda shop: Told(*opening_facts.shop_told(shop)),
            _("店名和时区先照现在的，以后能改。"),
        ),
        Item(
            "platforms",
            20,
            pgettext_lazy("opening", "平台预设"),
            _("去选平台"),
            "opening-platforms",
            3,
            lambda shop: Told(*opening_facts.platforms_told(shop)),
            _("规则先照产品的预设，平台更严的您得自己记着。"),
        ),
        Item(
            "hours",
            30,
            pgettext_lazy("opening", "营业时间"),
            _("去定营业时间"),
            "opening-hours",
            3,
            lambda shop: Told(*opening_facts.hours_told(shop)),
            _("不定就当全天营业，半夜来的买家看不到几点有人。"),
        ),
        Item(
            "people",
            50,
            pgettext_lazy("opening", "请同事"),
            _("去请同事"),
            "opening-people",
            3,
            lambda shop: Told(*opening_facts.people_told(shop)),
            _("先由您一个人接待，随时能在「成员和权限」里请。"),
        ),
        Item(
            "rules",
            80,
            pgettext_lazy("opening", "看一遍规则"),
            _("去看规则"),
            "settings",
            5,
            lambda shop: Told(*opening_facts.rules_told(shop)),
        ),
    ):
        register_item(item)
