"""What a new shop still needs of this app: a greeting, automatic answers, the chat on its
site, a first answer."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from conversations.automatic_rules import ON
from conversations.models import Entry
from conversations.queries.sightings import sites_seen
from conversations.queries.widget import widget_of
from helpdesk.accounts.models import Shop
from helpdesk.accounts.opening_items import Item, Told, register_item
from helpdesk.accounts.queries.rules import latest_version

DONE, HALF, NOT_YET = 100, 50, 0


def look_told(shop: Shop) -> Told:
    """Done with a greeting of the shop's own."""
    greeting = widget_of(shop.pk).greeting
    return Told(DONE, greeting) if greeting else Told(NOT_YET, gettext("还没写问好"))


def automatic_told(shop: Shop) -> Told:
    """Done once the owner has said whether the machine speaks."""
    meant = latest_version(shop.pk, ON)
    if meant is None:
        return Told(NOT_YET, gettext("说的还是产品写的话"))
    return Told(DONE, gettext("打开了") if meant.value else gettext("关着"))


def site_told(shop: Shop) -> Told:
    """Done once the widget was really loaded on a site of the shop's list."""
    sites = sites_seen(shop.pk)
    seen = [site for site in sites if site.last_at is not None]
    if seen:
        return Told(DONE, seen[0].origin.partition("://")[2])
    if sites:
        return Told(HALF, gettext("代码好了，等第一次打开"))
    return Told(NOT_YET, gettext("还没写网站地址"))


def first_chat_told(shop: Shop) -> Told:
    """Done with the first message of one of the shop's people."""
    answered = Entry.objects.filter(shop_id=shop.pk, kind="message", side="agent").exists()
    return Told(DONE, gettext("回过了")) if answered else Told(NOT_YET, gettext("自己试一句也算"))


def register_all() -> None:
    """Called once at start."""
    for item in (
        Item(
            "look",
            40,
            pgettext_lazy("opening", "颜色和问好"),
            _("去定样子"),
            "opening-look",
            3,
            look_told,
            _("先用产品的颜色，买家打开看到一句默认的话。"),
        ),
        Item(
            "automatic",
            45,
            pgettext_lazy("opening", "自动回复"),
            _("去看自动回复"),
            "opening-automatic",
            4,
            automatic_told,
            _("先说产品写的几句话，带您的店名；以后能改能关。"),
        ),
        Item(
            "site",
            60,
            pgettext_lazy("opening", "挂到网站"),
            _("去挂网站"),
            "opening-site",
            3,
            site_told,
            _("网站上没有客服按钮，买家只能用聊天地址找您。"),
        ),
        Item(
            "first-chat",
            90,
            pgettext_lazy("opening", "第一次回复"),
            _("去会话"),
            "desk",
            2,
            first_chat_told,
        ),
    ):
        register_item(item)
