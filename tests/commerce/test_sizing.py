"""Which size fits whom, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.sizing import Advice, Body, advise, body_in, chart_of

CHART = chart_of(
    [
        {"size": "S", "height_cm": [150, 161], "weight_jin": [80, 104]},
        {"size": "M", "height_cm": [162, 168], "weight_jin": [105, 122]},
        {"size": "L", "height_cm": [169, 176], "weight_jin": [123, 142]},
    ]
)


@pytest.mark.parametrize(
    ("height", "weight", "advice"),
    [
        (165, 110, Advice("M", "both", "M", "M")),
        (158, 110, Advice("M", "larger", "S", "M")),
        (172, 100, Advice("L", "larger", "L", "S")),
        (190, 130, Advice("L", "edge", "L", "L")),
        (165, 200, Advice("L", "edge", "M", "L")),
        (140, 70, Advice("S", "edge", "S", "S")),
    ],
)
def test_the_chart_answers_with_its_reason(height: int, weight: int, advice: Advice) -> None:
    assert advise(CHART, Body(height, weight)) == advice


def test_a_chart_by_weight_alone_is_enough() -> None:
    chart = chart_of(
        [{"size": "26", "weight_jin": [80, 95]}, {"size": "27", "weight_jin": [96, 104]}]
    )
    assert advise(chart, Body(180, 100)) == Advice("27", "both", "", "27")


def test_without_a_chart_there_is_no_advice() -> None:
    assert advise((), Body(165, 110)) is None


@pytest.mark.parametrize(
    "broken",
    [None, "M", [1], [{}], [{"size": "M"}], [{"size": "M", "height_cm": [170, 160]}],
     [{"size": "M", "height_cm": ["a", "b"]}], [{"size": "M", "weight_jin": [True, 5]}]],
)  # fmt: skip
def test_rows_without_sense_are_left_out(broken: object) -> None:
    assert chart_of(broken) == ()


@given(st.integers(100, 230), st.integers(60, 400))
def test_every_body_gets_a_size_of_the_chart(height: int, weight: int) -> None:
    advice = advise(CHART, Body(height, weight))
    assert advice is not None and advice.size in {"S", "M", "L"}


@given(st.integers(100, 230), st.integers(60, 399))
def test_more_weight_never_means_a_smaller_size(height: int, weight: int) -> None:
    lighter, heavier = advise(CHART, Body(height, weight)), advise(CHART, Body(height, weight + 1))
    assert lighter is not None and heavier is not None
    assert "SML".index(lighter.size) <= "SML".index(heavier.size)


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("165 身高 105 斤，穿 M 还是 L？", Body(165, 105)),
        ("身高165体重110斤", Body(165, 110)),
        ("170/65kg 穿什么码", Body(170, 130)),
        ("我 175，140斤", Body(175, 140)),
        ("130斤，172cm", Body(172, 130)),
        ("尾号 7731 的订单", None),
        ("165 能穿吗", None),
        ("30 斤苹果 165", None),
    ],
)
def test_bodies_are_read_from_what_buyers_write(words: str, body: Body | None) -> None:
    assert body_in(words) == body
