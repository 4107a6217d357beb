"""Orders: a list to keep up with, one of them, storing again and again, flag and memo."""

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.actions.api_tokens import note_personal_read
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.access import order_by_number
from helpdesk.commerce.actions.noting import set_flag, set_memo
from helpdesk.commerce.actions.upserting import upsert_order, upsert_orders
from helpdesk.commerce.api.order_rows import facts_of, report_of, rows_of
from helpdesk.commerce.api.order_shapes import (
    BatchShown,
    FlagIn,
    MemoIn,
    OrderBatchIn,
    OrderIn,
    OrderQuery,
    OrderShown,
    UpsertShown,
)
from helpdesk.commerce.queries.lists import OrderFilter, order_whole, orders_page
from helpdesk.kernel.drf.schema import paged

FILTERS = tuple(one.name for one in fields(OrderFilter))


class OrdersEndpoint(ShopView):
    tag = "orders"
    scopes = {"GET": "orders:read"}

    @extend_schema(
        operation_id="orders",
        summary=_("订单列表"),
        parameters=[OrderQuery],
        responses=paged("OrderPage", OrderShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(OrderQuery)
        page = orders_page(
            self.shop_id,
            OrderFilter(**{name: asked[name] for name in FILTERS if name in asked}),
            by_change=asked["sort"] == "changed",
            cursor=asked.get("cursor"),
            length=asked["limit"],
        )
        if self.sees_personal and page.rows:
            note_personal_read(token=self.token, kind="order", count=len(page.rows))
        return Response(page.as_json(lambda rows: _shown(rows, self.sees_personal, many=True)))


class OrderEndpoint(ShopView):
    tag = "orders"
    scopes = {"GET": "orders:read", "PUT": "orders:write"}

    @extend_schema(operation_id="order", summary=_("一个订单"), responses=OrderShown)
    def get(self, request: Request, number: str) -> Response:
        order = order_whole(order_by_number(self.shop_id, number))
        if self.sees_personal:
            note_personal_read(token=self.token, kind="order", count=1)
        return Response(_shown(order, self.sees_personal))

    @extend_schema(
        operation_id="order_put",
        summary=_("存一个订单"),
        description=_("没有就建，有就只改不一样的。再发一遍什么都不变。"),
        request=OrderIn,
        responses=UpsertShown,
    )
    def put(self, request: Request, number: str) -> Response:
        facts = facts_of(number, self.body(OrderIn))

        def work() -> Any:
            done = upsert_order(actor=None, shop_id=self.shop_id, order=facts)
            return UpsertShown(done).data

        return self.written(work)


class OrderFlagEndpoint(ShopView):
    tag = "orders"
    scopes = {"POST": "orders:write"}

    @extend_schema(
        operation_id="order_flag", summary=_("插旗"), request=FlagIn, responses=OrderShown
    )
    def post(self, request: Request, number: str) -> Response:
        order, said = order_by_number(self.shop_id, number), self.body(FlagIn)

        def work() -> Any:
            changed = set_flag(
                actor=self.token.member.user,
                shop_id=self.shop_id,
                order_id=order.pk,
                flag=said["flag"],
                seen=said.get("expected"),
            )
            return _shown(order_whole(changed), False)

        return self.written(work)


class OrderMemoEndpoint(ShopView):
    tag = "orders"
    scopes = {"POST": "orders:write"}

    @extend_schema(
        operation_id="order_memo", summary=_("写备注"), request=MemoIn, responses=OrderShown
    )
    def post(self, request: Request, number: str) -> Response:
        order, said = order_by_number(self.shop_id, number), self.body(MemoIn)

        def work() -> Any:
            changed = set_memo(
                actor=self.token.member.user,
                shop_id=self.shop_id,
                order_id=order.pk,
                memo=said["memo"],
                seen=said.get("expected"),
            )
            return _shown(order_whole(changed), False)

        return self.written(work)


class OrderBatchesEndpoint(ShopView):
    tag = "orders"
    scopes = {"POST": "orders:write"}

    @extend_schema(
        operation_id="order_batch",
        summary=_("一次存很多订单，最多 500 个"),
        description=_("有错的行单独说明，其余的照存。"),
        request=OrderBatchIn,
        responses=BatchShown,
    )
    def post(self, request: Request) -> Response:
        rows = rows_of(request.data)

        def work() -> Any:
            facts = list(rows.facts.values())
            return report_of(rows, upsert_orders(actor=None, shop_id=self.shop_id, orders=facts))

        return self.written(work)


def _shown(orders: Any, personal: bool, *, many: bool = False) -> Any:
    return OrderShown(orders, many=many, context={"personal": personal}).data
