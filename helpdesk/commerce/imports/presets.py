"""The presets of each kind of table, and the platform that a preset's rows come from.

The headings themselves are data: `order_headings.py`, `goods_headings.py`, `price_headings.py`.
"""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Labels = dict[str, str | Promise]

ORDER_PRESETS: Labels = {
    "taobao": pgettext_lazy("platform", "淘宝"),
    "jd": pgettext_lazy("platform", "京东"),
    "pinduoduo": pgettext_lazy("platform", "拼多多"),
    "douyin": pgettext_lazy("platform", "抖音"),
    "plain": pgettext_lazy("import preset", "通用"),
}
GOODS_PRESETS: Labels = {
    "goods_taobao": pgettext_lazy("platform", "淘宝"),
    "goods_jd": pgettext_lazy("platform", "京东"),
    "goods_pdd": pgettext_lazy("platform", "拼多多"),
    "goods_douyin": pgettext_lazy("platform", "抖音"),
    "goods": pgettext_lazy("import preset", "通用"),
}
PRICE_PRESETS: Labels = {"prices": pgettext_lazy("import preset", "通用")}

PRESETS: Labels = ORDER_PRESETS | GOODS_PRESETS | PRICE_PRESETS
"""Every preset of every kind; a name is used once."""

PLATFORM_OF = {
    "taobao": "taobao",
    "jd": "jd",
    "pinduoduo": "pinduoduo",
    "douyin": "douyin",
    "goods_taobao": "taobao",
    "goods_jd": "jd",
    "goods_pdd": "pinduoduo",
    "goods_douyin": "douyin",
}


def platform_of(preset: str) -> str:
    """The platform that a preset's rows come from unless the shop says another."""
    return PLATFORM_OF.get(preset, "web")
