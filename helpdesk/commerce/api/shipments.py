"""Parcels and their scans."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.actions.shipping import add_tracking_events, upsert_shipment
from helpdesk.commerce.api.order_shapes import MOST_ROWS, OUTCOMES
from helpdesk.commerce.models import Problem
from helpdesk.commerce.order_facts import ScanFacts, ShipmentFacts
from helpdesk.commerce.queries.lists import shipments_narrowed, waybills_known
from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.paging import page_by_moment
from helpdesk.kernel.drf.schema import paged

PROBLEMS = [(value, label) for value, label in Problem.choices if value]


class ShipmentQuery(PageQuery):
    order = serializers.CharField(required=False, max_length=64, help_text=_("订单号"))
    waybill = serializers.CharField(required=False, max_length=64)


class ScanShown(serializers.Serializer[Any]):
    at = Moment()
    place = serializers.CharField(allow_blank=True)
    text = serializers.CharField()


class ShipmentShown(serializers.Serializer[Any]):
    """A parcel of an order with its scans, the oldest first."""

    order = serializers.CharField(source="order.number")
    courier = serializers.CharField(source="courier.code")
    waybill = serializers.CharField()
    province = serializers.CharField(allow_blank=True)
    shipped_at = Moment()
    signed_at = Moment(allow_null=True)
    problem = serializers.ChoiceField(Problem.choices, allow_blank=True)
    events = ScanShown(many=True)


class ShipmentIn(serializers.Serializer[Any]):
    """A parcel of an order that the shop has. The courier is found by code or name, or made."""

    order = serializers.CharField(max_length=64, help_text=_("订单号"))
    courier = serializers.CharField(max_length=32)
    waybill = serializers.CharField(max_length=64)
    shipped_at = Moment()
    signed_at = Moment(required=False)
    problem = serializers.ChoiceField(
        Problem.choices, required=False, allow_blank=True, help_text=_("空着就是没有异常")
    )


class ShipmentStored(serializers.Serializer[Any]):
    waybill = serializers.CharField()
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]


class ScanIn(serializers.Serializer[Any]):
    waybill = serializers.CharField(max_length=64)
    at = Moment()
    text = serializers.CharField(max_length=255)
    place = serializers.CharField(max_length=64, default="", allow_blank=True)


class ScansIn(serializers.Serializer[Any]):
    scans: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ScanIn(), max_length=MOST_ROWS, allow_empty=False
    )


class ScansStored(serializers.Serializer[Any]):
    orders = serializers.IntegerField(help_text=_("有新物流的订单数"))
    unknown = serializers.ListField(
        child=serializers.CharField(), help_text=_("店铺没有的运单号，跳过了")
    )


class ShipmentsEndpoint(ShopView):
    tag = "shipments"
    scopes = {"GET": "shipments:read", "PUT": "shipments:write"}

    @extend_schema(
        operation_id="shipments",
        summary=_("包裹列表，带物流，新发的在前"),
        parameters=[ShipmentQuery],
        responses=paged("ShipmentPage", ShipmentShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(ShipmentQuery)
        page = page_by_moment(
            shipments_narrowed(
                self.shop_id, order=asked.get("order"), waybill=asked.get("waybill")
            ),
            column="shipped_at",
            down=True,
            cursor=asked.get("cursor"),
            length=asked["limit"],
        )
        return Response(page.as_json(lambda rows: ShipmentShown(rows, many=True).data))

    @extend_schema(
        operation_id="shipment_put",
        summary=_("存一个包裹"),
        request=ShipmentIn,
        responses=ShipmentStored,
    )
    def put(self, request: Request) -> Response:
        said = self.body(ShipmentIn)
        facts = ShipmentFacts(order_number=said.pop("order"), **said)

        def work() -> Any:
            done = upsert_shipment(actor=None, shop_id=self.shop_id, shipment=facts)
            stored = {"waybill": facts.waybill, "outcome": done.outcome, "fields": done.fields}
            return ShipmentStored(stored).data

        return self.written(work)


class ScansEndpoint(ShopView):
    tag = "shipments"
    scopes = {"POST": "shipments:write"}

    @extend_schema(
        operation_id="scans",
        summary=_("加物流记录，一次最多 500 条"),
        description=_("同一条再发不会重复。"),
        request=ScansIn,
        responses=ScansStored,
    )
    def post(self, request: Request) -> Response:
        scans = [ScanFacts(**scan) for scan in self.body(ScansIn)["scans"]]

        def work() -> Any:
            waybills = {scan.waybill for scan in scans}
            unknown = waybills - waybills_known(self.shop_id, waybills)
            orders = add_tracking_events(shop_id=self.shop_id, scans=scans)
            return {"orders": orders, "unknown": sorted(unknown)}

        return self.written(work)
