"""The shop, its rules and its record, for reading."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shapes import (
    AuditQuery,
    AuditShown,
    PoliciesShown,
    PolicyShown,
    ShopAndToken,
    ShopShown,
    TokenShown,
)
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.accounts.audit import sentence_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.policies import policies_of, registered_rules
from helpdesk.accounts.queries.audit import AuditFilter, narrowed
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged


class ShopEndpoint(ShopView):
    tag = "shop"

    @extend_schema(operation_id="shop", summary=_("店铺和这条密钥"), responses=ShopAndToken)
    def get(self, request: Request) -> Response:
        """For trying a token out: any one is enough."""
        shop, token = ShopShown(self.token.shop), TokenShown(self.token)
        return Response({"shop": shop.data, "token": token.data})


class PoliciesEndpoint(ShopView):
    tag = "shop"
    scopes = {"GET": "policies:read"}

    @extend_schema(operation_id="policies", summary=_("店铺规则"), responses=PoliciesShown)
    def get(self, request: Request) -> Response:
        values = policies_of(self.shop_id)
        rows: list[dict[str, Any]] = [
            {
                "name": name,
                "value": values[name],
                "preset": rule.preset,
                "unit": rule.unit,
                "sentence": rule.said(values[name]),
                "source": str(rule.source),
            }
            for name, rule in registered_rules().items()
        ]
        return Response({"results": PolicyShown(rows, many=True).data})


class AuditEndpoint(ShopView):
    tag = "shop"
    scopes = {"GET": "audit:read"}

    @extend_schema(
        operation_id="audit",
        summary=_("操作记录，新的在前"),
        parameters=[AuditQuery],
        responses=paged("AuditPage", AuditShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(AuditQuery)
        wanted = AuditFilter(
            group=asked.get("group", ""), since=asked.get("since"), until=asked.get("until")
        )
        rows = narrowed(self.shop_id, ZoneInfo(self.token.shop.time_zone), wanted)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"], down=True)
        return Response(page.as_json(lambda found: AuditShown(map(_line, found), many=True).data))


def _line(entry: AuditEntry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "at": entry.at,
        "actor": entry.actor_name,
        "verb": entry.verb,
        "sentence": sentence_of(entry),
        "target_type": entry.target_type,
        "target_id": entry.target_id,
    }
