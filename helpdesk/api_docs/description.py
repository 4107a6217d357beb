"""The OpenAPI description, made from the endpoints themselves."""

import json
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer


class DescriptionProblem(RuntimeError):
    """An endpoint that cannot be described: spectacular's warnings are errors here."""


@lru_cache(maxsize=4)
def openapi(language: str) -> str:
    """The description as JSON, its words in this language; made once a process."""
    with translation.override(language):
        GENERATOR_STATS.reset()
        document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
        problems = [
            *GENERATOR_STATS._warn_cache,
            *GENERATOR_STATS._error_cache,
        ]
        if problems:
            raise DescriptionProblem("\n".join(map(str, problems)))
        document["info"]["description"] = _(
            "店铺的程序用密钥读写订单、包裹、买家、商品和会话。"
            "密钥由店长在“设置”的“开放接口”里做，放在请求头 Authorization: Bearer 里。"
            "金额是整数，单位分；时间带时区；列表用 next 翻页。"
        )
        rendered = OpenApiJsonRenderer().render(document).decode()
    return json.dumps(json.loads(rendered), ensure_ascii=False, indent=1) + "\n"
