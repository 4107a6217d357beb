"""How endpoints are described in OpenAPI: what all have in common, said once.

Serializers describe bodies; this adds the token, the scope, the Idempotency-Key of writes, and
the one shape of every refusal.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter, inline_serializer
from rest_framework import serializers

READS = {"GET", "HEAD", "OPTIONS"}

REFUSALS = {
    "400": _("内容不对：哪一处、为什么"),
    "401": _("密钥没带、不对、过期或作废"),
    "403": _("密钥没有这一项：缺的是哪一项"),
    "404": _("没有，或者不在这家店铺里"),
    "409": _("和已有的冲突，或 Idempotency-Key 用过了"),
    "429": _("太快了：Retry-After 说几秒后再来"),
}

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=_("一次写入一个，建议用 UUID。24 小时内同一个再发，回答和第一次一样，不会写两遍。"),
)


class Problem(serializers.Serializer[Any]):
    """What went wrong, and what to do."""

    code = serializers.CharField(help_text=_("给程序看，不会变"))
    message = serializers.CharField(help_text=_("发生了什么"))
    action = serializers.CharField(help_text=_("接下来怎么做"), allow_blank=True)
    retry_after = serializers.FloatField(
        required=False, help_text=_("秒；有它，就是同样的请求可以再发")
    )


class Refusal(serializers.Serializer[Any]):
    """Every answer that is not a success."""

    error = Problem()


def paged(name: str, row: type[serializers.BaseSerializer[Any]]) -> Any:
    """The shape of a page of such rows."""
    return inline_serializer(
        name,
        {
            "results": row(many=True),
            "next": serializers.CharField(
                allow_null=True, help_text=_("下一页的 cursor；没有了就是 null")
            ),
        },
    )


class ApiSchema(AutoSchema):
    """Of one method of one `ShopView`."""

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "tag", "shop")]

    def get_auth(self) -> list[dict[str, Any]]:
        return [{"token": []}] if getattr(self.view, "authentication_classes", ()) else []

    def get_description(self) -> str:  # type: ignore[override]
        """Only what is written for readers (`extend_schema`); docstrings are ours."""
        return ""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """With the scope that it takes, for people and (``x-scope``) for programs."""
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        scope = getattr(self.view, "scopes", {}).get(self.method, "")
        if operation is not None and scope:
            said = str(operation.get("description", ""))
            operation["description"] = f"{said}\n\nscope: `{scope}`".strip()
            operation["x-scope"] = scope
        return operation

    def get_override_parameters(self) -> list[Any]:
        added = [] if self.method in READS or not self.get_auth() else [KEY]
        return [*super().get_override_parameters(), *added]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        refusal = self.resolve_serializer(Refusal, direction)
        content = {"application/json": {"schema": refusal.ref}}
        for status, words in REFUSALS.items():
            bodies.setdefault(status, {"description": words, "content": content})
        bodies.setdefault("default", {"description": _("别的错误，同一个样子"), "content": content})
        return bodies
