"""The words of automatic answers: what is refused when saved, what a buyer reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.automatic.language import reads_english
from conversations.automatic.wording import (
    LONGEST,
    VARIABLES,
    Flaw,
    flaw_of,
    said,
    sentences_of,
)
from conversations.automatic_rules import PRESETS, is_answer

KNOWN = {
    "shop": "小满",
    "name": "贝贝",
    "agent": "小梅",
    "back": "明天 9:00",
    "reply_by": "明天 21:00",
    "place": "您前面还有 2 位",
}


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("  \n", Flaw("empty")),
        ("您好，这里是{店名}。" + "好" * LONGEST, Flaw("too_long")),
        ("您好，这里是{店铺}。", Flaw("unknown", "{店铺}")),
        ("这里是{店名}，{}。", Flaw("unknown", "{}")),
        ("这里是{店名}，{shop name}。", Flaw("unknown", "{shop name}")),
        ("您好，这里是{店名。", Flaw("brace")),
        ("您好，这里是店名}。", Flaw("brace")),
        ("{{店名}}。", Flaw("brace")),
        ("您好，马上来。", Flaw("no_shop")),
        ("{客服}是{店名}的。", Flaw("shop_with", "客服")),
        ("{客服}是{店名}的。这里是{店名}。", None),
        ("您好{称呼}，这里是{ 店名 }。{客服}马上来。", None),
        ("Hello {name}, this is {shop}.", None),
    ],
)
def test_what_is_wrong_with_a_text_is_named(text: str, flaw: Flaw | None) -> None:
    assert flaw_of(text) == flaw


def test_a_sentence_whose_variable_is_not_known_is_left_out() -> None:
    text = "您好，这里是{店名}。{客服}马上来！{排队位置}。"
    told = said(text, {**KNOWN, "agent": None, "place": "下一位就是您"})
    assert told.words == "您好，这里是小满。下一位就是您。"
    assert told.left_out == ("{客服}马上来！",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("您好，{称呼}，这里是{店名}。", "您好，这里是小满。"),
        ("{称呼}，您好，这里是{店名}。", "您好，这里是小满。"),
        ("Hello {name}, this is {shop}.", "Hello, this is 小满."),
    ],
)
def test_a_visitor_without_a_name_leaves_no_comma_behind(text: str, words: str) -> None:
    assert said(text, {**KNOWN, "name": ""}).words == words


def test_a_value_is_never_read_as_a_variable() -> None:
    assert (
        said("这里是{店名}。", {**KNOWN, "shop": "{客服}", "agent": None}).words == "这里是{客服}。"
    )


def test_a_version_number_ends_no_sentence() -> None:
    assert sentences_of("This is v1.5 of {shop}. Bye") == ["This is v1.5 of {shop}. ", "Bye"]


def test_the_presets_name_the_shop_promise_one_time_and_never_say_dear() -> None:
    for answer, preset in PRESETS.items():
        assert is_answer(preset), answer
        for language, shop in (("zh", "小满"), ("en", "Xiaoman")):
            nothing = {one.key: None for one in VARIABLES} | {"shop": shop, "name": ""}
            whole = said(preset[language], {**KNOWN, "shop": shop})
            assert shop in said(preset[language], nothing).words
            assert not whole.left_out and "亲" not in whole.words
            assert ("{下次上班}" in preset["zh"]) + ("{最晚回复}" in preset["zh"]) <= 1


@given(st.text("您好{}店名客服。，! \n.abc", max_size=60))
def test_whatever_passes_the_check_always_names_the_shop(text: str) -> None:
    if flaw_of(text) is None:
        nothing = {one.key: None for one in VARIABLES} | {"shop": "小满", "name": ""}
        assert "小满" in said(text, nothing).words


@given(st.text(max_size=200))
def test_sentences_lose_nothing(text: str) -> None:
    assert "".join(sentences_of(text)) == text


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["hello, is this in stock?"], True),
        (["Hi", "When will my order arrive"], True),
        (["hello"], False),
        (["iPhone 15 Pro Max"], False),
        (["is this 正品"], False),
        (["在吗"], False),
        ([], False),
    ],
)
def test_english_is_answered_in_english(words: list[str], english: bool) -> None:
    assert reads_english(words) is english
