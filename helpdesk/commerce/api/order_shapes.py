"""Orders as programs give them and get them."""

from typing import Any, get_args

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.commerce.models import FLAGS, Order, OrderState, Platform
from helpdesk.commerce.order_facts import Outcome
from helpdesk.commerce.receivers import RECEIVER, opened, shown
from helpdesk.kernel.drf.fields import Fen, Moment
from helpdesk.kernel.drf.schema import Problem

MOST_ROWS = 500
OUTCOMES = get_args(Outcome)


class LineIn(serializers.Serializer[Any]):
    """One row of an order."""

    title = serializers.CharField(max_length=200)
    spec = serializers.CharField(max_length=120, default="", allow_blank=True)
    quantity = serializers.IntegerField(default=1, min_value=1, max_value=1_000_000)
    price_fen = Fen(default=0, help_text=_("每件，分"))
    sku_code = serializers.CharField(
        required=False, max_length=64, help_text=_("商家编码；找得到就连到规格和商品")
    )


class ReceiverIn(serializers.Serializer[Any]):
    """Whom the parcel goes to. What is not said stays as it is."""

    name = serializers.CharField(required=False, max_length=64, allow_blank=True)
    phone = serializers.CharField(required=False, max_length=32, allow_blank=True)
    address = serializers.CharField(required=False, max_length=255, allow_blank=True)


class OrderIn(serializers.Serializer[Any]):
    """What is not said stays as it is; a new one needs platform, state and created_at."""

    platform = serializers.ChoiceField(Platform.choices, required=False)
    state = serializers.ChoiceField(OrderState.choices, required=False)
    buyer_nick = serializers.CharField(
        required=False, max_length=64, help_text=_("平台上的昵称；没见过的买家会建一位")
    )
    goods_fen = Fen(required=False)
    freight_fen = Fen(required=False)
    discount_fen = Fen(required=False)
    paid_fen = Fen(required=False)
    refunded_fen = Fen(required=False)
    created_at = Moment(required=False)
    paid_at = Moment(required=False)
    shipped_at = Moment(required=False)
    signed_at = Moment(required=False)
    finished_at = Moment(required=False)
    flag = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=max(FLAGS),
        help_text=_("0 不插旗，1 红 2 黄 3 绿 4 蓝 5 粉"),
    )
    memo = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    receiver = ReceiverIn(required=False)
    lines: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=LineIn(), required=False, max_length=500
    )
    as_of = Moment(required=False, help_text=_("这些是什么时候的事；比已知的旧，就不改"))


class OrderRowIn(OrderIn):
    """The same in a batch, with its number."""

    number = serializers.CharField(max_length=64)


class OrderBatchIn(serializers.Serializer[Any]):
    """Orders to store together. A row that is wrong is refused alone."""

    orders: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=OrderRowIn(), max_length=MOST_ROWS, allow_empty=False
    )


class LineShown(serializers.Serializer[Any]):
    title = serializers.CharField()
    spec = serializers.CharField(allow_blank=True)
    quantity = serializers.IntegerField()
    price_fen = Fen()
    sku_code = serializers.CharField(source="sku.code", default=None, allow_null=True)
    product_id = serializers.IntegerField(allow_null=True)


class BuyerOfOrder(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    nick = serializers.CharField(allow_null=True)


class ReceiverShown(serializers.Serializer[Any]):
    """Masked, unless the token has ``personal:read``."""

    name = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    masked = serializers.BooleanField()


class OrderShown(serializers.Serializer[Any]):
    """An order with its lines."""

    number = serializers.CharField()
    platform = serializers.ChoiceField(Platform.choices)
    state = serializers.ChoiceField(OrderState.choices)
    buyer = BuyerOfOrder(allow_null=True)
    goods_fen = Fen()
    freight_fen = Fen()
    discount_fen = Fen()
    paid_fen = Fen()
    refunded_fen = Fen()
    created_at = Moment()
    paid_at = Moment(allow_null=True)
    shipped_at = Moment(allow_null=True)
    signed_at = Moment(allow_null=True)
    finished_at = Moment(allow_null=True)
    flag = serializers.IntegerField()
    memo = serializers.CharField(allow_blank=True)
    receiver = serializers.SerializerMethodField()
    province = serializers.CharField(allow_blank=True)
    lines = LineShown(many=True)
    as_of = Moment(allow_null=True)
    changed_at = Moment()

    def get_receiver(self, order: Order) -> ReceiverShown:
        seen = bool(self.context.get("personal"))
        return receiver_shown(order, seen)  # type: ignore[return-value]


def receiver_shown(order: Order, seen: bool) -> dict[str, Any]:
    """As stored, or masked. `Unreadable` (503) where it is to be seen and no key opens it."""
    if seen:
        name, phone, address = (opened(order, field) for field in RECEIVER)
        return {"name": name, "phone": phone, "address": address, "masked": False}
    masked = shown(order)
    return {"name": masked.name, "phone": masked.phone, "address": masked.address, "masked": True}


class OrderQuery(PageQuery):
    """Narrows the list; all of it together."""

    number = serializers.CharField(required=False, max_length=64)
    tail = serializers.RegexField(r"^.{4}$", required=False, help_text=_("订单号最后四位"))
    buyer = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    state = serializers.ChoiceField(OrderState.choices, required=False)
    created_from = Moment(required=False, help_text=_("含"))
    created_to = Moment(required=False, help_text=_("不含"))
    changed_from = Moment(required=False, help_text=_("含"))
    changed_to = Moment(required=False, help_text=_("不含"))
    sort = serializers.ChoiceField(
        [("newest", "newest"), ("changed", "changed")],
        default="newest",
        help_text=_("newest：下单时间，新的在前；changed：变动时间，旧的在前，适合跟着同步"),
    )


class FlagIn(serializers.Serializer[Any]):
    flag = serializers.IntegerField(min_value=0, max_value=max(FLAGS))
    expected = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=max(FLAGS),
        help_text=_("您看到的旗子；已经不是它，就不改，回答 409"),
    )


class MemoIn(serializers.Serializer[Any]):
    memo = serializers.CharField(allow_blank=True, max_length=1000, trim_whitespace=False)
    expected = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=1000,
        trim_whitespace=False,
        help_text=_("您看到的备注；已经不是它，就不改，回答 409"),
    )


class UpsertShown(serializers.Serializer[Any]):
    """What became of one order."""

    number = serializers.CharField()
    outcome = serializers.ChoiceField([(one, one) for one in OUTCOMES])
    fields = serializers.ListField(child=serializers.CharField(), help_text=_("变了哪几项"))  # type: ignore[assignment]


class RowShown(UpsertShown):
    """The same of one row of a batch."""

    row = serializers.IntegerField(help_text=_("从 0 数起"))
    error = Problem(allow_null=True)


class CountsShown(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()


class BatchShown(serializers.Serializer[Any]):
    """What became of each row."""

    counts = CountsShown()
    rows = RowShown(many=True)
