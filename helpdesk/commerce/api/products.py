"""Products and SKUs: what the shop sells."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.access import product_of_shop
from helpdesk.commerce.actions.upserting_goods import change_sku, upsert_product
from helpdesk.commerce.api.order_shapes import OUTCOMES
from helpdesk.commerce.chart_checks import BOUNDS, LONGEST_SIZE, MOST_ROWS
from helpdesk.commerce.goods_checks import LONGEST, LONGEST_NAME, MOST_FEN, MOST_NAMES
from helpdesk.commerce.product_facts import ProductFacts, SkuFacts
from helpdesk.commerce.queries.lists import product_whole, products_narrowed, skus_narrowed
from helpdesk.kernel.drf.fields import Fen
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged

MOST_SKUS = 500


class ProductQuery(PageQuery):
    name = serializers.CharField(required=False, max_length=120)


class SkuQuery(PageQuery):
    code = serializers.CharField(required=False, max_length=64)


class SkuIn(serializers.Serializer[Any]):
    """A SKU by the shop's own code. What is not said stays."""

    code = serializers.CharField(max_length=LONGEST["code"], help_text=_("商家编码"))
    spec = serializers.CharField(required=False, max_length=LONGEST["spec"], allow_blank=True)
    price_fen = Fen(required=False, max_value=MOST_FEN)
    stock_note = serializers.CharField(
        required=False,
        max_length=LONGEST["stock_note"],
        allow_blank=True,
        help_text=_("余 26 件，周三到货"),
    )


class SkuInProduct(serializers.Serializer[Any]):
    code = serializers.CharField()
    spec = serializers.CharField(allow_blank=True)
    price_fen = Fen()
    stock_note = serializers.CharField(allow_blank=True)


class SkuShown(SkuInProduct):
    product_id = serializers.IntegerField()
    product = serializers.CharField(source="product.name")


def _span(least: int, most: int) -> serializers.ListField:
    end = serializers.IntegerField(min_value=least, max_value=most)
    return serializers.ListField(child=end, min_length=2, max_length=2, required=False)


def _names() -> serializers.ListField:
    name = serializers.CharField(max_length=LONGEST_NAME)
    return serializers.ListField(child=name, required=False, max_length=MOST_NAMES)


class ChartRowIn(serializers.Serializer[Any]):
    """One size and whom it fits, both ends included."""

    size = serializers.CharField(max_length=LONGEST_SIZE)
    height_cm = _span(*BOUNDS["height_cm"])
    weight_jin = _span(*BOUNDS["weight_jin"])


class ProductIn(serializers.Serializer[Any]):
    """Found by its name; a new one needs price_fen. SKUs that are not named stay."""

    name = serializers.CharField(max_length=LONGEST["name"])
    kind = serializers.CharField(required=False, max_length=LONGEST["kind"], allow_blank=True)
    price_fen = Fen(required=False, max_value=MOST_FEN)
    colours = _names()
    variants = _names()
    facts = serializers.CharField(required=False, max_length=LONGEST["facts"], allow_blank=True)
    size_chart: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ChartRowIn(), required=False, max_length=MOST_ROWS
    )
    skus: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=SkuIn(), required=False, max_length=MOST_SKUS
    )


class ProductShown(serializers.Serializer[Any]):
    """A product with its SKUs."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    price_fen = Fen()
    colours = serializers.ListField(child=serializers.CharField())
    variants = serializers.ListField(child=serializers.CharField())
    facts = serializers.CharField(allow_blank=True)
    size_chart = serializers.ListField(child=serializers.DictField())
    skus = SkuInProduct(many=True)


class ProductStored(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    product = ProductShown()


class SkuStored(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    sku = SkuShown()


class ProductsEndpoint(ShopView):
    tag = "products"
    scopes = {"GET": "products:read", "PUT": "products:write"}

    @extend_schema(
        operation_id="products",
        summary=_("商品列表，带规格"),
        parameters=[ProductQuery],
        responses=paged("ProductPage", ProductShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(ProductQuery)
        rows = products_narrowed(self.shop_id, name=asked.get("name"))
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: ProductShown(found, many=True).data))

    @extend_schema(
        operation_id="product_put",
        summary=_("存一个商品和它的规格"),
        request=ProductIn,
        responses=ProductStored,
    )
    def put(self, request: Request) -> Response:
        said = self.body(ProductIn)
        skus = tuple(SkuFacts(**sku) for sku in said.pop("skus", ()))
        if "size_chart" in said:
            said["size_chart"] = [dict(row) for row in said["size_chart"]]
        facts = ProductFacts(**said, skus=skus)

        def work() -> Any:
            plan = upsert_product(actor=None, shop_id=self.shop_id, product=facts)
            product = product_whole(plan.product)
            stored = {"outcome": plan.outcome, "fields": plan.said, "product": product}
            return ProductStored(stored).data

        return self.written(work)


class ProductEndpoint(ShopView):
    tag = "products"
    scopes = {"GET": "products:read"}

    @extend_schema(operation_id="product", summary=_("一个商品"), responses=ProductShown)
    def get(self, request: Request, product_id: int) -> Response:
        product = product_of_shop(self.shop_id, product_id)
        return Response(ProductShown(product_whole(product)).data)


class SkusEndpoint(ShopView):
    tag = "products"
    scopes = {"GET": "products:read", "PUT": "products:write"}

    @extend_schema(
        operation_id="skus",
        summary=_("规格列表"),
        parameters=[SkuQuery],
        responses=paged("SkuPage", SkuShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(SkuQuery)
        rows = skus_narrowed(self.shop_id, code=asked.get("code"))
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: SkuShown(found, many=True).data))

    @extend_schema(
        operation_id="sku_put",
        summary=_("改一个规格：库存说明、价格"),
        request=SkuIn,
        responses=SkuStored,
    )
    def put(self, request: Request) -> Response:
        facts = SkuFacts(**self.body(SkuIn))

        def work() -> Any:
            sku, outcome = change_sku(actor=None, shop_id=self.shop_id, sku=facts)
            return SkuStored({"outcome": outcome, "sku": sku}).data

        return self.written(work)
