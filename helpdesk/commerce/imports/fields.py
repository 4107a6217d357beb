"""What a column can be stored as: one table, in the order in which the mapping page offers it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.goods_checks import LONGEST

NUMBER = "number"
Fields = Mapping[str, "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """``kind`` names the reader in `rows.py`; ``of_line`` means it may differ row by row."""

    kind: str
    label: str | Promise
    of_line: bool = False
    personal: bool = False
    most: int = 255


FIELDS: dict[str, Field] = {
    NUMBER: Field("number", pgettext_lazy("order field", "订单号"), most=64),
    "buyer_nick": Field("text", pgettext_lazy("order field", "买家"), most=64),
    "state": Field("state", pgettext_lazy("order field", "状态")),
    "created_at": Field("time", pgettext_lazy("order field", "下单时间")),
    "paid_at": Field("time", pgettext_lazy("order field", "付款时间")),
    "shipped_at": Field("time", pgettext_lazy("order field", "发货时间")),
    "signed_at": Field("time", pgettext_lazy("order field", "签收时间")),
    "finished_at": Field("time", pgettext_lazy("order field", "完成时间")),
    "goods_fen": Field("money", pgettext_lazy("order field", "货款")),
    "freight_fen": Field("money", pgettext_lazy("order field", "运费")),
    "discount_fen": Field("money", pgettext_lazy("order field", "优惠")),
    "paid_fen": Field("money", pgettext_lazy("order field", "实付")),
    "refunded_fen": Field("money", pgettext_lazy("order field", "已退")),
    "deposit_fen": Field("money", pgettext_lazy("order field", "定金")),
    "deposit_at": Field("time", pgettext_lazy("order field", "定金付款时间")),
    "pay_method": Field("text", pgettext_lazy("order field", "支付方式"), most=40),
    "pay_reference": Field("text", pgettext_lazy("order field", "支付单号"), most=64),
    "title": Field("text", pgettext_lazy("order field", "商品"), of_line=True, most=200),
    "spec": Field("text", pgettext_lazy("order field", "规格"), of_line=True, most=120),
    "quantity": Field("quantity", pgettext_lazy("order field", "数量"), of_line=True),
    "price_fen": Field("money", pgettext_lazy("order field", "单价"), of_line=True),
    "sku_code": Field("text", pgettext_lazy("order field", "商家编码"), of_line=True, most=64),
    "receiver_name": Field("text", pgettext_lazy("order field", "收货人"), personal=True, most=64),
    "receiver_phone": Field("phone", pgettext_lazy("order field", "手机"), personal=True),
    "province": Field("text", pgettext_lazy("order field", "省"), most=40),
    "city": Field("text", pgettext_lazy("order field", "市"), most=40),
    "district": Field("text", pgettext_lazy("order field", "区"), most=40),
    "street": Field("text", pgettext_lazy("order field", "街道"), personal=True, most=60),
    "receiver_address": Field("text", pgettext_lazy("order field", "地址"), personal=True),
    "courier": Field("text", pgettext_lazy("order field", "快递"), most=32),
    "waybill": Field("waybill", pgettext_lazy("order field", "运单号"), most=64),
    "memo": Field("memo", pgettext_lazy("order field", "备注"), most=1000),
    "flag": Field("flag", pgettext_lazy("order field", "旗子")),
}

ADDRESS_PARTS = ("province", "city", "district", "street", "receiver_address")
"""Where a platform splits the address over columns, from the largest to the smallest."""

NEEDED_FOR_NEW = ("state", "created_at")
"""Without these columns the file can only change orders that are here already."""

GOODS_FIELDS: dict[str, Field] = {
    "name": Field("text", pgettext_lazy("goods field", "商品"), most=LONGEST["name"]),
    "kind": Field("text", pgettext_lazy("goods field", "类别"), most=LONGEST["kind"]),
    "price_fen": Field("money", pgettext_lazy("goods field", "价格"), of_line=True),
    "colours": Field("list", pgettext_lazy("goods field", "颜色")),
    "variants": Field("list", pgettext_lazy("goods field", "尺码或型号")),
    "facts": Field("text", pgettext_lazy("goods field", "说明"), most=LONGEST["facts"]),
    "sku_code": Field(
        "text", pgettext_lazy("goods field", "商家编码"), of_line=True, most=LONGEST["code"]
    ),
    "spec": Field("text", pgettext_lazy("goods field", "规格"), of_line=True, most=LONGEST["spec"]),
    "sku_price_fen": Field("money", pgettext_lazy("goods field", "规格价"), of_line=True),
    "stock_note": Field(
        "text", pgettext_lazy("goods field", "库存说明"), of_line=True, most=LONGEST["stock_note"]
    ),
}

PRICE_FIELDS: dict[str, Field] = {
    "courier": Field("text", pgettext_lazy("price field", "快递"), most=32),
    "province": Field("province", pgettext_lazy("price field", "省份")),
    "first_kilo_fen": Field("money", pgettext_lazy("price field", "首重")),
    "next_kilo_fen": Field("money", pgettext_lazy("price field", "续重")),
    "promise_days": Field("days", pgettext_lazy("price field", "几天到")),
}
