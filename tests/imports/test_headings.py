"""Headings of each platform, however they are spelled, and what the shop chose last time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.imports.fields import FIELDS
from helpdesk.commerce.imports.headings import (
    best_preset,
    by_preset,
    known_headings_in,
    missing_fields,
    plain,
    proposed,
    to_remember,
)
from helpdesk.commerce.imports.kinds import KINDS, Kind
from helpdesk.commerce.imports.order_headings import HEADINGS

ORDERS = KINDS["orders"]
PDD = [
    "商品",
    "订单号",
    "订单状态",
    "商品总价(元)",
    "邮费(元)",
    "用户实付金额(元)",
    "省",
    "详细地址",
]


@pytest.mark.parametrize("preset", sorted(HEADINGS))
def test_each_preset_knows_its_own_headings(preset: str) -> None:
    headings = [names[0] for names in HEADINGS[preset].values()]
    mapping = by_preset(headings, preset, ORDERS)
    assert [mapping[heading] for heading in headings] == list(HEADINGS[preset])
    assert set(HEADINGS[preset]) <= set(FIELDS)


def test_the_platform_is_recognised() -> None:
    assert best_preset(["订单编号", "买家会员名", "宝贝标题"], ORDERS) == "taobao"
    assert best_preset(["订单号", "下单帐号", "京东价"], ORDERS) == "jd"
    assert best_preset(PDD, ORDERS) == "pinduoduo"
    assert best_preset(["Order Number", "Status", "Paid"], ORDERS) == "plain"
    assert best_preset(["x", "y"], ORDERS) == "plain"


def test_width_spaces_units_and_case_do_not_matter() -> None:
    assert plain("商品总价（元）") == plain("商品 总价") == plain("*商品总价[元]：")
    assert plain("Ｏrder_No.") == plain("order no")
    assert by_preset(PDD, "pinduoduo", ORDERS)["用户实付金额(元)"] == "paid_fen"


def test_no_field_is_taken_twice() -> None:
    mapping = by_preset(["联系电话", "联系手机", "订单编号"], "taobao", ORDERS)
    assert mapping == {"联系电话": "", "联系手机": "receiver_phone", "订单编号": "number"}


def test_what_was_chosen_last_time_comes_first() -> None:
    before = to_remember({"订单编号": "number", "订单备注": "", "店铺Id": "memo"})
    mapping, source = proposed(
        ["订单编号", "店铺ID", "订单备注", "退款金额"], "taobao", before, ORDERS
    )
    assert mapping == {
        "订单编号": "number", "店铺ID": "memo", "订单备注": "", "退款金额": "refunded_fen",
    }  # fmt: skip
    assert source["店铺ID"] == "remembered" and source["退款金额"] == "new"


def test_a_title_is_no_heading() -> None:
    assert known_headings_in(["小满 6 月订单", ""]) == 0


@given(st.lists(st.text(max_size=12), max_size=30, unique=True), st.sampled_from(sorted(HEADINGS)))
def test_any_headings_give_a_mapping_without_doubles(headings: list[str], preset: str) -> None:
    mapping, _source = proposed(headings, preset, {}, ORDERS)
    assert list(mapping) == headings
    taken = [field for field in mapping.values() if field]
    assert len(taken) == len(set(taken)) and set(taken) <= set(FIELDS)


@pytest.mark.parametrize(
    ("headings", "preset", "fields"),
    [
        (
            ["主订单编号", "子订单编号", "选购商品", "商品数量", "商品金额", "订单提交时间",
             "支付完成时间", "订单应付金额", "订单状态"],
            "douyin",
            {"选购商品": "title", "订单提交时间": "created_at", "支付完成时间": "paid_at",
             "订单应付金额": "paid_fen", "子订单编号": ""},
        ),
        (
            ["订单号", "下单帐号", "京东价", "订购数量", "商家备注等级（等级1-5为由高到低）",
             "付款确认时间"],
            "jd",
            {"商家备注等级（等级1-5为由高到低）": "flag", "付款确认时间": "paid_at"},
        ),
        (
            ["订单编号", "买家会员名", "卖家备忘", "交易状态", "拍下时间", "实付金额"],
            "taobao",
            {"卖家备忘": "memo", "拍下时间": "created_at", "实付金额": "paid_fen"},
        ),
        (
            ["订单号", "商品总价(元)", "用户支付金额", "样式ID", "商家编码-SKU维度"],
            "pinduoduo",
            {"用户支付金额": "paid_fen", "商家编码-SKU维度": "sku_code", "样式ID": ""},
        ),
    ],
)  # fmt: skip
def test_other_spellings_seen_in_the_wild(
    headings: list[str], preset: str, fields: dict[str, str]
) -> None:
    assert best_preset(headings, ORDERS) == preset
    mapping = by_preset(headings, preset, ORDERS)
    assert {heading: mapping[heading] for heading in fields} == fields
    assert len(set(filter(None, mapping.values()))) == sum(map(bool, mapping.values()))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_reads_its_own_blank_table(kind: Kind) -> None:
    labels = [str(field.label) for field in kind.fields.values()]
    mapping = by_preset(labels, kind.plain_preset, kind)
    assert not missing_fields(mapping, kind)
