"""Buyers: who the shop knows, and whom a platform calls what."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.access import buyer_of_shop
from helpdesk.commerce.actions.upserting_buyers import upsert_buyer
from helpdesk.commerce.api.order_shapes import OUTCOMES
from helpdesk.commerce.models import Platform
from helpdesk.commerce.queries.lists import buyers_narrowed
from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged


class BuyerQuery(PageQuery):
    platform = serializers.ChoiceField(Platform.choices, required=False)
    nick = serializers.CharField(required=False, max_length=64)


class BuyerShown(serializers.Serializer[Any]):
    """A buyer of the shop."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    platform = serializers.ChoiceField(Platform.choices)
    nick = serializers.CharField(allow_null=True, help_text=_("访客没有"))
    region = serializers.CharField(allow_blank=True)
    first_seen = Moment()


class BuyerIn(serializers.Serializer[Any]):
    """Found by platform and nick. What is not said stays."""

    platform = serializers.ChoiceField(Platform.choices)
    nick = serializers.CharField(max_length=64)
    name = serializers.CharField(required=False, max_length=64)
    region = serializers.CharField(required=False, max_length=64, allow_blank=True)


class BuyerStored(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    buyer = BuyerShown()


class BuyersEndpoint(ShopView):
    tag = "buyers"
    scopes = {"GET": "buyers:read", "PUT": "buyers:write"}

    @extend_schema(
        operation_id="buyers",
        summary=_("买家列表"),
        parameters=[BuyerQuery],
        responses=paged("BuyerPage", BuyerShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(BuyerQuery)
        rows = buyers_narrowed(self.shop_id, platform=asked.get("platform"), nick=asked.get("nick"))
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: BuyerShown(found, many=True).data))

    @extend_schema(
        operation_id="buyer_put", summary=_("存一位买家"), request=BuyerIn, responses=BuyerStored
    )
    def put(self, request: Request) -> Response:
        said = self.body(BuyerIn)

        def work() -> Any:
            buyer, outcome = upsert_buyer(actor=None, shop_id=self.shop_id, **said)
            return BuyerStored({"outcome": outcome, "buyer": buyer}).data

        return self.written(work)


class BuyerEndpoint(ShopView):
    tag = "buyers"
    scopes = {"GET": "buyers:read"}

    @extend_schema(operation_id="buyer", summary=_("一位买家"), responses=BuyerShown)
    def get(self, request: Request, buyer_id: int) -> Response:
        return Response(BuyerShown(buyer_of_shop(self.shop_id, buyer_id)).data)
