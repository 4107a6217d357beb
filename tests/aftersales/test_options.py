"""What can be done about a case, what it costs, who may decide; and money as it is typed."""

from dataclasses import replace

import pytest

from aftersales.amounts import fen_of
from aftersales.causes import Cause
from aftersales.errors import AmountWrong
from aftersales.fitting import CAUSE_TAG, WAY_TAG, fitting
from aftersales.limits import rule_for
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind
from aftersales.options import (
    KIND_OF,
    Circumstances,
    Figures,
    Option,
    Part,
    Way,
    decider_for,
    options_for,
)
from scripts_library.queries.tagged import Tagged
from scripts_library.starter.reading import starters

LIMITS = {"agent": 100, "supervisor": 1000}
SEWN = Circumstances(
    cause=Cause.QUALITY,
    shipped=True,
    has_lines=True,
    goods_fen=15_900,
    dropped_fen=0,
    most=dict.fromkeys(PAYS, 15_900),
    fixed={},
    figures=Figures(
        out_fen=800,
        back_fen=1_200,
        goods_percent=40,
        resale_percent=5,
        part_percent=20,
        goodwill_fen=500,
    ),
    role="agent",
    limits={rule_for(kind): LIMITS for kind in PAYS},
    let_go_fen=0,
)


def by_way(it: Circumstances) -> dict[Way, Option]:
    return {one.way: one for one in options_for(it)}


def test_each_way_names_what_it_costs_beyond_the_refund() -> None:
    ways = by_way(SEWN)
    costs = {way: [(cost.part, cost.fen) for cost in one.costs] for way, one in ways.items()}
    assert costs == {
        Way.REFUND_PART: [],
        Way.EXCHANGE: [(Part.BACK, 1_200), (Part.OUT, 800), (Part.RESALE, 795)],
        Way.REPAIR: [(Part.BACK, 1_200), (Part.OUT, 800)],
        Way.RETURN: [(Part.BACK, 1_200), (Part.RESALE, 795)],
        Way.REFUND_ALL: [(Part.GOODS, 6_360)],
    }
    assert (ways[Way.REFUND_PART].fen, ways[Way.RETURN].fen, ways[Way.EXCHANGE].fen) == (
        3_100,
        15_900,
        0,
    )


def test_the_freight_follows_the_cause() -> None:
    disliked = by_way(replace(SEWN, cause=Cause.DISLIKE))
    assert [cost.part for cost in disliked[Way.RETURN].costs] == [Part.RESALE]
    assert [cost.part for cost in disliked[Way.EXCHANGE].costs] == [Part.OUT, Part.RESALE]
    lost = by_way(replace(SEWN, cause=Cause.LOST))
    assert set(lost) == {Way.RESHIP, Way.REFUND_ALL}


@pytest.mark.parametrize("cause", Cause)
def test_nothing_comes_back_that_has_not_left_and_nothing_is_paid_from_an_empty_order(
    cause: Cause,
) -> None:
    here = by_way(replace(SEWN, cause=cause, shipped=False))
    assert here and not {Way.RETURN, Way.EXCHANGE, Way.RESHIP, Way.REPAIR} & set(here)
    assert all(not one.costs for one in here.values())
    empty = by_way(replace(SEWN, cause=cause, most=dict.fromkeys(PAYS, 0)))
    assert not any(one.pays for one in empty.values())
    whole = by_way(replace(SEWN, cause=cause, has_lines=False))
    assert set(whole) <= {Way.GOODWILL, Way.INVOICE}
    for one in by_way(replace(SEWN, cause=cause)).values():
        assert one.kind is KIND_OF[one.way]
        assert one.least_fen <= one.most_fen and 0 <= one.fen <= one.most_fen


def test_sums_that_stay_that_fell_and_that_nobody_knows() -> None:
    fixed = by_way(replace(SEWN, fixed={Kind.REFUND: 4_200}))[Way.REFUND_PART]
    assert (fixed.fen, fixed.least_fen, fixed.most_fen) == (4_200, 4_200, 4_200)
    dropped = replace(SEWN, cause=Cause.PRICE_DROPPED)
    assert by_way(dropped)[Way.PRICE].fen == 0
    assert by_way(replace(dropped, dropped_fen=1_900))[Way.PRICE].fen == 1_900
    assert by_way(replace(dropped, dropped_fen=99_000))[Way.PRICE].fen == 15_900


def test_who_may_decide_counts_what_was_let_go_before() -> None:
    assert decider_for(Kind.RETURN, 10_000, SEWN).may
    split = replace(SEWN, let_go_fen=5_000)
    again = decider_for(Kind.RETURN, 10_000, split)
    assert (again.may, again.limit_fen, list(again.roles)) == (
        False,
        10_000,
        ["supervisor", "owner"],
    )
    assert decider_for(Kind.EXCHANGE, 0, split).may
    assert decider_for(Kind.RETURN, 10_000_000, replace(split, role="owner")).may


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("30", 3_000),
        ("30.5", 3_050),
        (" ¥ 1,260.00 ", 126_000),
        ("３０．５元", 3_050),
        (".01", 1),
        ("12.500", 1_250),
    ],
)
def test_money_as_it_is_typed(typed: str, fen: int) -> None:
    assert fen_of(typed, least=1, most=200_000) == fen


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "还没填"),
        ("0.005", "要精确到分"),
        ("159.01", "超过了最多可退的金额"),
        ("0", "太少"),
        ("-5", "不能是负数"),
        ("−¥5", "不能是负数"),
        ("1e3", "最多两位小数"),
        ("12,34.5", "最多两位小数"),
        ("12 34", "最多两位小数"),
        ("¥", "最多两位小数"),
        ("一百", "最多两位小数"),
        ("9" * 400, "超过了最多可退的金额"),
    ],
)
def test_money_that_cannot_be_paid_says_why_and_what_would_do(typed: str, why: str) -> None:
    with pytest.raises(AmountWrong) as raised:
        fen_of(typed, least=1, most=15_900)
    assert why in raised.value.told() and "¥0.01 到 ¥159.00" in raised.value.told()


def test_the_starter_set_has_words_for_what_a_shop_decides_most() -> None:
    known = {*CAUSE_TAG.values(), *WAY_TAG.values()}
    scripts = [
        Tagged(place, 1, one.title, one.body, one.tags)
        for place, one in enumerate(starters())
        if one.language == "zh" and known.intersection(one.tags)
    ]

    def first(cause: Cause, way: Way) -> Tagged:
        return fitting(scripts, cause, way)[0]

    assert {"质量", "退货退款"} <= set(first(Cause.QUALITY, Way.RETURN).tags)
    assert {"不喜欢", "退货退款"} <= set(first(Cause.DISLIKE, Way.RETURN).tags)
    for cause in Cause:
        for way in by_way(replace(SEWN, cause=cause, dropped_fen=100)):
            words = first(cause, way)
            assert WAY_TAG[way] in words.tags, (cause, way)
            others = set(WAY_TAG.values()) - {WAY_TAG[way]}
            assert not others & set(words.tags)
