"""Couriers and what they ask: the shop's own table."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.access import courier_by_code
from helpdesk.commerce.actions.couriers import set_courier_price
from helpdesk.commerce.actions.upserting_couriers import upsert_courier
from helpdesk.commerce.api.order_shapes import OUTCOMES
from helpdesk.commerce.queries.lists import couriers_of


class PriceShown(serializers.Serializer[Any]):
    """What a courier asks and promises for one province."""

    province = serializers.CharField()
    first_kilo_fen = serializers.IntegerField()
    next_kilo_fen = serializers.IntegerField()
    promise_days = serializers.IntegerField(allow_null=True)


class CourierPlain(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    phone = serializers.CharField(allow_blank=True, help_text=_("店铺查件打的电话"))


class CourierShown(CourierPlain):
    prices = PriceShown(many=True)


class CouriersShown(serializers.Serializer[Any]):
    results = CourierShown(many=True)


class CourierIn(serializers.Serializer[Any]):
    """Found by its code: yto, zto, sf. What is not said stays."""

    code = serializers.CharField(max_length=32)
    name = serializers.CharField(required=False, max_length=32)
    phone = serializers.CharField(required=False, max_length=32, allow_blank=True)


class CourierStored(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    courier = CourierPlain()


class PriceIn(serializers.Serializer[Any]):
    courier = serializers.CharField(max_length=32, help_text=_("快递的编码"))
    province = serializers.CharField(max_length=16, help_text=_("不带省和市：浙江、上海"))
    first_kilo_fen = serializers.IntegerField(min_value=0, max_value=1_000_000)
    next_kilo_fen = serializers.IntegerField(min_value=0, max_value=1_000_000)
    promise_days = serializers.IntegerField(
        min_value=1, max_value=30, allow_null=True, default=None
    )


class CouriersEndpoint(ShopView):
    tag = "couriers"
    scopes = {"GET": "couriers:read", "PUT": "couriers:write"}

    @extend_schema(operation_id="couriers", summary=_("快递和价格，全部"), responses=CouriersShown)
    def get(self, request: Request) -> Response:
        return Response({"results": CourierShown(couriers_of(self.shop_id), many=True).data})

    @extend_schema(
        operation_id="courier_put",
        summary=_("存一家快递"),
        request=CourierIn,
        responses=CourierStored,
    )
    def put(self, request: Request) -> Response:
        said = self.body(CourierIn)

        def work() -> Any:
            courier, outcome = upsert_courier(
                actor=None,
                shop_id=self.shop_id,
                code=said["code"],
                name=said.get("name"),
                phone=said.get("phone"),
            )
            return CourierStored({"outcome": outcome, "courier": courier}).data

        return self.written(work)


class CourierPricesEndpoint(ShopView):
    tag = "couriers"
    scopes = {"PUT": "couriers:write"}

    @extend_schema(
        operation_id="courier_price_put",
        summary=_("存一家快递到一个省的价格"),
        request=PriceIn,
        responses=PriceShown,
    )
    def put(self, request: Request) -> Response:
        said = self.body(PriceIn)
        courier = courier_by_code(self.shop_id, said.pop("courier"))

        def work() -> Any:
            price = set_courier_price(
                actor=None, shop_id=self.shop_id, courier=courier.name, code=courier.code, **said
            )
            return PriceShown(price).data

        return self.written(work)
