"""What each platform asks of a shop, as numbers for our rules, with where they were read and when.

Platforms change these from year to year and third-party pages disagree: nothing here is applied
unseen, and where no page could be found a platform has no number. Of several platforms the
strictest holds: in every rule here the smaller number is the stricter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from helpdesk.kernel.text import listed

READ_ON = date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule's value by one platform."""

    rule: str
    value: Any
    source: str | Promise
    read_on: date = READ_ON


@dataclass(frozen=True, slots=True)
class Pack:
    """One platform."""

    key: str
    label: str | Promise
    about: str | Promise
    asked: tuple[Asked, ...]


PACKS: Mapping[str, Pack] = {
    pack.key: pack
    for pack in (
        Pack(
            "taobao",
            pgettext_lazy("platform pack", "淘宝、天猫"),
            _("看 3 分钟人工响应率；退款按 48 小时和 5 天"),
            (
                Asked(
                    "chat.wait_steps",
                    [30, 90, 180],
                    _("3 分钟人工响应率：dingjiuxi.cn/tbnews/14066"),
                ),
                Asked(
                    "aftersales.answer_unshipped_hours",
                    48,
                    _("hubeilong.com/c/03233605Y92024，48 小时不答自动退"),
                ),
                Asked(
                    "aftersales.answer_shipped_hours",
                    120,
                    _("m.senbk.com/internet/44310，5 天；天猫可能更短，请核对"),
                ),
                Asked(
                    "aftersales.buyer_ships_days", 7, _("hubeilong.com/c/03233605Y92024，7 天寄回")
                ),
            ),
        ),
        Pack(
            "jd",
            pgettext_lazy("platform pack", "京东"),
            _("看首次 30 秒应答率；退款 24 小时和 72 小时自动通过"),
            (
                Asked(
                    "chat.wait_steps",
                    [10, 20, 30],
                    _("首次 30 秒应答率：39zn.cn/article/215407、maijiaw.com/article/505791"),
                ),
                Asked(
                    "aftersales.answer_unshipped_hours",
                    24,
                    _("mlnxb.com（mxee9m），24 小时自动通过"),
                ),
                Asked(
                    "aftersales.answer_shipped_hours", 72, _("mlnxb.com（mxee9m），72 小时自动通过")
                ),
            ),
        ),
        Pack(
            "pinduoduo",
            pgettext_lazy("platform pack", "拼多多"),
            _("看 3 分钟人工回复率；退款 36 小时"),
            (
                Asked(
                    "chat.wait_steps",
                    [30, 90, 180],
                    _("3 分钟人工回复率：wl-enterprise.com/news/i386429"),
                ),
                Asked(
                    "aftersales.answer_unshipped_hours",
                    36,
                    _("php.xylcwl.com/faq/1501467；也有说 24 或 48 小时的，请核对"),
                ),
                Asked(
                    "aftersales.answer_shipped_hours",
                    36,
                    _("php.xylcwl.com/faq/1501467，36 到 48 小时，取短的"),
                ),
                Asked("aftersales.buyer_ships_days", 7, _("php.xylcwl.com/faq/1501467，7 天寄回")),
                Asked(
                    "aftersales.confirm_return_days",
                    3,
                    _("php.xylcwl.com/faq/1501467，72 小时后平台可能直接退"),
                ),
            ),
        ),
        Pack(
            "douyin",
            pgettext_lazy("platform pack", "抖音"),
            _("看 3 分钟回复率；退款时限没找到靠得住的出处，不带"),
            (
                Asked(
                    "chat.wait_steps", [30, 90, 180], _("3 分钟回复率：客服报表软件公开源码的字段")
                ),
            ),
        ),
        Pack(
            "web",
            pgettext_lazy("platform pack", "自己的网站"),
            _("没有平台盯着，只有法律的底线"),
            (Asked("aftersales.confirm_return_days", 7, _("消费者权益保护法第二十五条")),),
        ),
    )
}


def platforms_said(keys: Sequence[str]) -> str:
    """「淘宝、天猫，京东」; a word for none."""
    if not keys:
        return pgettext("platforms", "还没选")
    return pgettext("between platforms", "，").join(str(PACKS[key].label) for key in keys)


def strictest(keys: Sequence[str]) -> dict[str, Asked]:
    """What the chosen platforms ask together, by rule: of each the smallest value, with the
    sources of all that ask for just that."""
    found: dict[str, list[Asked]] = {}
    for key in keys:
        for asked in PACKS[key].asked:
            found.setdefault(asked.rule, []).append(asked)
    together = {}
    for rule, several in found.items():
        least = min(one.value for one in several)
        sources = [str(one.source) for one in several if one.value == least]
        read_on = min(one.read_on for one in several if one.value == least)
        together[rule] = Asked(rule, least, listed(dict.fromkeys(sources)), read_on)
    return together
