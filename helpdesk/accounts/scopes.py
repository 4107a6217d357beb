"""What a token may do: one table for the settings page, the endpoints and their description."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

SCOPES: dict[str, str | Promise] = {
    "orders:read": pgettext_lazy("scope", "看订单"),
    "orders:write": pgettext_lazy("scope", "写订单、旗子和备注"),
    "shipments:read": pgettext_lazy("scope", "看包裹和物流"),
    "shipments:write": pgettext_lazy("scope", "写包裹和物流"),
    "buyers:read": pgettext_lazy("scope", "看买家"),
    "buyers:write": pgettext_lazy("scope", "写买家"),
    "products:read": pgettext_lazy("scope", "看商品和规格"),
    "products:write": pgettext_lazy("scope", "写商品和规格"),
    "couriers:read": pgettext_lazy("scope", "看快递和价格"),
    "couriers:write": pgettext_lazy("scope", "写快递和价格"),
    "imports:read": pgettext_lazy("scope", "看导入"),
    "imports:write": pgettext_lazy("scope", "导入订单表"),
    "conversations:read": pgettext_lazy("scope", "看会话"),
    "conversations:write": pgettext_lazy("scope", "接待、回复、结束会话"),
    # Beside `conversations:read`: what colleagues wrote to each other, which no buyer receives.
    "notes:read": pgettext_lazy("scope", "搜店内备注（悄悄话只给写的人、收的人和主管）"),
    "cases:read": pgettext_lazy("scope", "看售后单"),
    "cases:write": pgettext_lazy("scope", "开售后单、办售后"),
    "scripts:read": pgettext_lazy("scope", "看话术"),
    "scripts:write": pgettext_lazy("scope", "写话术、送审"),
    "scripts:review": pgettext_lazy("scope", "审话术、停用话术"),
    "knowledge:read": pgettext_lazy("scope", "看商品资料和统一口径"),
    "knowledge:write": pgettext_lazy("scope", "写商品资料和统一口径"),
    "policies:read": pgettext_lazy("scope", "看店铺规则"),
    "audit:read": pgettext_lazy("scope", "看操作记录"),
    # Beside a right to read, never instead of one; every use is on record.
    "personal:read": pgettext_lazy("scope", "看收件人的姓名、电话、地址原文（每次都有记录）"),
}

RIGHT_BEHIND = {
    "imports:read": "commerce.import",
    "imports:write": "commerce.import",
    "scripts:review": "scripts.review",
    "policies:read": "settings.view",
    "audit:read": "audit.view",
}
"""What the member in whose name a token acts must be allowed on the desk as well."""


def known_scopes(scopes: Iterable[str]) -> list[str]:
    """Those of the table, in its order; others are dropped."""
    wanted = set(scopes)
    return [scope for scope in SCOPES if scope in wanted]
