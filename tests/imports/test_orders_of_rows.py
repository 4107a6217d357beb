"""Rows become orders; what contradicts itself stays out whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.files import TAOBAO, csv_of, only, orders_in, taobao

OLIST = Path(__file__).parents[3] / "shared/data/olist_subset/olist_orders_dataset.csv"
LINES = "订单编号,订单状态,订单创建时间,买家实际支付金额,宝贝标题,购买数量,价格"


def test_a_row_becomes_an_order() -> None:
    [order] = orders_in(csv_of(taobao(1), "gbk"))
    facts = order.facts
    assert facts is not None and not order.problems
    assert (facts.number, facts.buyer_nick, facts.state) == ("2630123456789000001", "贝贝1", "paid")
    assert (facts.goods_fen, facts.paid_fen) == (15900, 15900)
    assert (
        facts.created_at is not None and facts.created_at.isoformat() == "2026-06-09T22:40:00+08:00"
    )
    assert facts.lines is not None and facts.lines[0].title == "云感卫衣"
    assert facts.lines[0].price_fen == 15900


def test_rows_of_one_number_are_lines_of_one_order() -> None:
    text = f"{LINES}\nA1,已完成,2026-6-9,30,帽,1,10\nA1,,,,鞋,2,10\nA2,已完成,2026-6-9,5,袜,1,5"
    first, second = orders_in(csv_of(text))
    assert first.rows == (2, 3) and second.rows == (4,)
    assert first.facts is not None and first.facts.lines is not None
    assert [(line.title, line.quantity) for line in first.facts.lines] == [("帽", 1), ("鞋", 2)]


def test_the_same_row_twice_counts_once_and_is_noted() -> None:
    row = "A1,已完成,2026-6-9,30,帽,1,10"
    [order] = orders_in(csv_of(f"{LINES}\n{row}\n{row}"))
    assert order.facts is not None and len(order.facts.lines or ()) == 1
    assert [(one.code, one.row, one.value) for one in order.problems] == [
        ("same_row_twice", 3, "2")
    ]


def test_one_number_with_two_amounts_stays_out_whole() -> None:
    text = f"{LINES}\nA1,已完成,2026-6-9,30,帽,1,10\nA1,已完成,2026-6-9,31,鞋,1,10"
    [order] = orders_in(csv_of(text))
    assert order.facts is None
    assert {(one.row, one.code) for one in order.problems} == {
        (3, "number_twice"),
        (2, "neighbour"),
    }


def test_one_number_in_two_places_is_refused_where_it_comes_again() -> None:
    rows = ["A1,已完成,2026-6-9,30,帽,1,10", "A2,已完成,2026-6-9,5,袜,1,5"]
    text = "\n".join([LINES, *rows, "A1,已完成,2026-6-9,30,鞋,1,10"])
    first, _second, again = orders_in(csv_of(text))
    assert first.facts is not None and again.facts is None
    assert only(again) == "number_apart" and again.problems[0].value == "2"


def test_one_wrong_row_keeps_its_whole_order_out() -> None:
    text = f"{LINES}\nA1,已完成,2026-6-9,30,帽,1,10\nA1,已完成,2026-6-9,30,鞋,1,-3"
    [order] = orders_in(csv_of(text))
    assert {(one.row, one.code) for one in order.problems} == {
        (3, "money_negative"),
        (2, "neighbour"),
    }


def test_a_row_longer_than_its_headings_has_slipped() -> None:
    [order] = orders_in(csv_of(taobao(1).rstrip() + ",多,了"))
    assert only(order) == "row_longer"


def test_three_forms_of_dates_in_one_column() -> None:
    rows = [
        "A1,a,已完成,2026/6/9 22:40,1,1,x",
        "A2,a,已完成,2026-06-09T22:40:00,1,1,x",
        "A3,a,已完成,6月9日 22:40,1,1,x",
    ]
    orders = orders_in(csv_of("\n".join([TAOBAO, *rows])))
    assert len({order.facts.created_at for order in orders if order.facts}) == 1


def test_what_is_to_be_paid_is_not_paid() -> None:
    [order] = orders_in(csv_of(f"{TAOBAO}\nA1,a,等待买家付款,2026-6-9,10,10,x"))
    assert order.facts is not None and order.facts.paid_fen == 0


def test_an_address_in_parts_is_put_together() -> None:
    place = "浙江省,绍兴市,越城区,"
    rows = [f"A1,{place},解放路 1 号", f"A2,{place},浙江省绍兴市解放路 1 号"]
    text = "\n".join(["订单号,省,市,区,街道,详细地址", *rows])
    first, second = orders_in(csv_of(text))
    assert (
        first.facts is not None and first.facts.receiver_address == "浙江省绍兴市越城区解放路 1 号"
    )
    assert second.facts is not None and second.facts.receiver_address == "浙江省绍兴市解放路 1 号"


def test_real_orders_of_another_country_read_whole() -> None:
    if not OLIST.exists():
        pytest.skip(f"no real orders here: {OLIST}")
    content = OLIST.read_bytes()
    import io

    unclear = orders_in(io.BytesIO(content))
    codes = {problem.code for order in unclear for problem in order.problems}
    assert codes == {"date_unclear"}
    orders = orders_in(io.BytesIO(content), date_order="mdy")
    assert len(orders) == 4998
    assert [order.problems for order in orders if order.facts is None] == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A1", "A2", "A3", "", "坏 号", "1.88E+17"]),
            st.sampled_from(["已完成", "怪", ""]),
            st.sampled_from(["2026-6-9", "6/31/2026", "6/9/2026", ""]),
            st.sampled_from(["1", "-1", "0.005", "x", ""]),
            st.sampled_from(["帽", "鞋", "=1+1", ""]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_row_is_in_exactly_one_order_or_told(rows: list[tuple[str, ...]]) -> None:
    text = "\n".join(["订单编号,订单状态,订单创建时间,买家实际支付金额,宝贝标题,店铺Id"] + [
        ",".join((*row, "1")) for row in rows
    ])  # fmt: skip
    orders = orders_in(csv_of(text))
    assert [row for order in orders for row in order.rows] == list(range(2, len(rows) + 2))
    numbers = [order.number for order in orders if order.facts is not None]
    assert len(numbers) == len(set(numbers))
    for order in orders:
        wrong = {problem.row for problem in order.problems if not problem.is_note}
        assert wrong == (set() if order.facts else set(order.rows))
