"""Which words make a buyer angry: the pure core, with the preset list and with a shop's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.floor.anger import found_in, pieces_of
from conversations.floor.lexicon import is_lexicon
from conversations.floor.preset_words import PRESET


def words(text: str, lexicon: dict[str, list[str]] = PRESET) -> list[str]:
    return [one.word for one in found_in(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("再不解决我就打 12315", ["12315"]),
        ("我要投诉你们，还要给差评", ["投诉", "差评"]),
        ("你们就是骗子！骗子！", ["骗子", "骗子"]),
        ("这什么垃圾", ["垃圾"]),
        ("去工商告你们", ["工商"]),
        ("在吗，什么时候发货", []),
        ("", []),
    ],
)
def test_a_buyers_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_the_reason_goes_with_the_word() -> None:
    assert [(one.reason, one.word) for one in found_in("投诉，差评，骗子", PRESET)] == [
        ("complaint", "投诉"),
        ("rating", "差评"),
        ("temper", "骗子"),
    ]


@pytest.mark.parametrize(
    "text", ["订单 88123150099 到哪了", "A12315B", "单号SF123150", "12315号楼"]
)
def test_a_number_counts_only_where_it_stands_alone(text: str) -> None:
    assert words(text) == (["12315"] if text == "12315号楼" else [])


@pytest.mark.parametrize("text", ["能用工商银行付款吗", "有没有厨房垃圾袋", "放心，不会给差评"])
def test_a_harmless_phrase_swallows_the_word(text: str) -> None:
    assert words(text) == []
    assert words(f"{text}，垃圾") == ["垃圾"]


def test_width_case_and_hidden_marks_make_no_difference() -> None:
    lexicon = {"temper": ["WTF", "12315"]}
    assert words("wtf", lexicon) == ["WTF"]
    assert words("ＷＴＦ", lexicon) == ["WTF"]
    assert words("打１２３１５", lexicon) == ["12315"]
    assert words("骗\u200b子", {"temper": ["骗子"]}) == ["骗子"]


def test_the_longest_word_counts_and_none_twice() -> None:
    assert words("消费者协会", {"complaint": ["消费者", "消费者协会", "协会"]}) == ["消费者协会"]


def test_an_empty_list_finds_nothing() -> None:
    assert words("骗子", {}) == []
    assert words("骗子", {"temper": []}) == []


PIECES = ("投诉", "12315", "骗子", "不会给差评", "差评", "ﬀ", "a", "8", " ", "，", "\u200b", "好")


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_found_words_stand_where_they_say(said: list[str]) -> None:
    whole = "".join(said)
    found = found_in(whole, PRESET)
    ends = [0, *(one.end for one in found)]
    assert all(before <= one.start < one.end for before, one in zip(ends, found, strict=False))
    pieces = pieces_of(whole, [one.as_json() for one in found])
    assert "".join(piece for piece, _ in pieces) == whole
    assert sum(is_word for _, is_word in pieces) == len(found)


def test_the_preset_is_a_list_that_a_shop_may_have() -> None:
    assert is_lexicon(PRESET)


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        {},
        {**PRESET, "temper": ["骗子", "骗子"]},
        {**PRESET, "rating": ["骗子"]},
        {**PRESET, "temper": [" "]},
        {**PRESET, "temper": [""]},
        {**PRESET, "temper": ["字" * 21]},
        {**PRESET, "temper": [1]},
        {**PRESET, "temper": [f"词{n}" for n in range(301)]},
        {**PRESET, "more": []},
    ],
)
def test_what_is_no_list_of_words(wrong: object) -> None:
    assert not is_lexicon(wrong)
