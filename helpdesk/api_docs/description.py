"""The OpenAPI description, made from the endpoints themselves."""

import json
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

TAGS = {
    "shop": pgettext_lazy("api tag", "店铺"),
    "orders": pgettext_lazy("api tag", "订单"),
    "shipments": pgettext_lazy("api tag", "包裹和物流"),
    "buyers": pgettext_lazy("api tag", "买家"),
    "products": pgettext_lazy("api tag", "商品和规格"),
    "couriers": pgettext_lazy("api tag", "快递"),
    "imports": pgettext_lazy("api tag", "导入"),
    "conversations": pgettext_lazy("api tag", "会话"),
    "cases": pgettext_lazy("api tag", "售后"),
    "registers": pgettext_lazy("api tag", "售后登记"),
    "scripts": pgettext_lazy("api tag", "话术"),
    "knowledge": pgettext_lazy("api tag", "商品资料"),
    "hooks": pgettext_lazy("api tag", "推送进来"),
}
"""What the endpoints are about, in the order in which they are read."""


class DescriptionProblem(RuntimeError):
    """An endpoint that cannot be described: spectacular's warnings are errors here."""


@lru_cache(maxsize=4)
def openapi(language: str) -> str:
    """The description as JSON, its words in this language; made once a process."""
    with translation.override(language):
        GENERATOR_STATS.reset()
        document: dict[str, Any] = SchemaGenerator().get_schema(  # type: ignore[no-untyped-call]
            request=None, public=True
        )
        problems = [
            *GENERATOR_STATS._warn_cache,
            *GENERATOR_STATS._error_cache,
        ]
        if problems:
            raise DescriptionProblem("\n".join(map(str, problems)))
        document["info"]["description"] = _(
            "店铺的程序用密钥读写订单、包裹、买家、商品和会话。"
            "密钥由店长在「设置」的「开放接口」里做，放在请求头 Authorization: Bearer 里。"
            "金额是整数，单位分；时间带时区；列表用 next 翻页。"
        )
        document["tags"] = [
            {"name": name, "description": str(words)} for name, words in TAGS.items()
        ]
        rendered = OpenApiJsonRenderer().render(document).decode()
    return json.dumps(json.loads(rendered), ensure_ascii=False, indent=1) + "\n"
