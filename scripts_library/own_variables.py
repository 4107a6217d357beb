"""The variables that the library itself can fill: the shop, who writes, the hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.variables import Chat, Values, Variable, register_variables

VARIABLES = (
    Variable("shop", "店名", "shop", _("店铺资料"), "小满"),
    Variable("agent", "客服", "agent", _("您给买家看的名字"), "小梅"),
    Variable("greeting", "问候", "greeting", _("店铺时钟，按钟点"), "下午好"),
)
HOURS = (
    (5, "夜深了，您好", "Hello"),
    (11, "早上好", "Good morning"),
    (13, "中午好", "Good afternoon"),
    (18, "下午好", "Good afternoon"),
    (23, "晚上好", "Good evening"),
    (24, "夜深了，您好", "Good evening"),
)
"""Until which hour of the shop's clock one greets how."""


def greeting_at(moment: datetime, language: str) -> str:
    """The greeting of this hour. Pure."""
    zh, en = next((zh, en) for until, zh, en in HOURS if moment.hour < until)
    return en if language == "en" else zh


def tell(chat: Chat) -> Values:
    """One query."""
    member = Membership.objects.select_related("shop", "user").get(
        shop_id=chat.shop_id, pk=chat.member_id
    )
    local = now().astimezone(ZoneInfo(member.shop.time_zone))
    return {
        "shop": member.shop.name,
        "agent": member.public_name,
        "greeting": greeting_at(local, chat.language),
    }


def register() -> None:
    """Called once at start."""
    register_variables("scripts_library", VARIABLES, tell)
