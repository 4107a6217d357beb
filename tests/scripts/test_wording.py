"""The pure parts: holes, flaws, loops, what counts as edited, differences, pinyin, tables."""

import pytest

from helpdesk.kernel.clock import now
from scripts_library.differences import difference
from scripts_library.own_variables import greeting_at
from scripts_library.queries.codes import next_free
from scripts_library.spelling import spelled
from scripts_library.wording import flaw_of, loop_in, parts_of, said, was_edited, whole

KNOWN = {"称呼", "快递", "buyer"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("您好，{称呼}", None),
        ("今天 {几点?} 前回您", None),
        ("今天 {几点？} 前回您", None),
        ("{buyer}, hello", None),
        ("按 {落款} 收尾", None),
        ("到 {到货日}", "unknown"),
        ("少了一半 {称呼", "brace"),
        ("多了一半 称呼}", "brace"),
        ("空的 {}", "empty_name"),
        ("空的 {?}", "empty_name"),
        ("{" + "长" * 21 + "?}", "long_name"),
    ],
)
def test_a_flaw_is_named(text: str, code: str | None) -> None:
    flaw = flaw_of(text, KNOWN, {"落款": "小满"})
    assert (flaw.code if flaw else None) == code


def test_a_loop_of_passages_is_shown_whole() -> None:
    passages = {"店名行": "{落款}", "别的": "{称呼}"}
    assert loop_in("落款", "{店名行}", passages) == ("落款", "店名行", "落款")
    assert loop_in("落款", "{落款}", {}) == ("落款", "落款")
    assert loop_in("落款", "{别的}{别的}", passages) == ()


def test_passages_are_written_out_and_never_outgrow_a_message() -> None:
    assert whole("谢谢。{落款}", {"落款": "{店名} {客服}"}) == "谢谢。{店名} {客服}"
    growing = {"a": "{b}" * 40, "b": "{c}" * 40, "c": "字" * 40}
    assert len(whole("{a}", growing)) <= 5000


def test_what_has_no_value_stays_a_hole() -> None:
    parts = parts_of(
        "{称呼}，{快递}今天 {几点?} 到", {"称呼": "贝贝", "快递": None, "几点?": "18:00"}
    )
    assert [(part.kind, part.words) for part in parts] == [
        ("filled", "贝贝"),
        ("text", "，"),
        ("hole", "{快递}"),
        ("text", "今天 "),
        ("hole", "{几点?}"),
        ("text", " 到"),
    ]
    assert said(parts) == "贝贝，{快递}今天 {几点?} 到"


@pytest.mark.parametrize(
    ("sent", "edited"),
    [
        ("贝贝，已经催圆通了，18:00 前回您", False),
        ("贝贝， 已经催圆通了，\n18:00 前回您", False),
        ("贝贝，催圆通了，18:00 前回您", True),
        ("贝贝，已经催圆通了，18:00 前回您。谢谢", True),
        ("您好。贝贝，已经催圆通了，18:00 前回您", False),  # what stands in a hole does not matter
        ("", True),
    ],
)
def test_filling_a_hole_is_no_edit(sent: str, edited: bool) -> None:
    assert was_edited("{称呼}，已经催{快递}了，{几点?} 前回您", sent) is edited


def test_words_without_a_hole_are_held_against_the_whole_message() -> None:
    assert not was_edited("在的，您说", "在的，您说")
    assert was_edited("在的，您说", "在的，您说吧")


def test_a_difference_shows_what_went_and_what_came() -> None:
    pieces = difference("到不了，我想办法{称呼}", "到不了，给您补发{称呼}")
    assert "".join(one.words for one in pieces if one.kind != "new") == "到不了，我想办法{称呼}"
    assert "".join(one.words for one in pieces if one.kind != "gone") == "到不了，给您补发{称呼}"
    assert pieces[-1].kind == "same" and "{称呼}" in pieces[-1].words


def test_a_title_is_found_by_its_pinyin() -> None:
    assert spelled("催件·给时限") == ("cui jian gei shi xian", "cjgsx")
    assert spelled("VIP 退换") == ("vip tui huan", "vth")


def test_the_next_code_is_the_first_free_one() -> None:
    assert next_free("CJ", {"CJ01", "CJ03"}) == "CJ02"


@pytest.mark.parametrize(
    ("hour", "zh", "en"),
    [
        (3, "夜深了，您好", "Hello"),
        (9, "早上好", "Good morning"),
        (17, "下午好", "Good afternoon"),
        (18, "晚上好", "Good evening"),
        (23, "夜深了，您好", "Good evening"),
    ],
)
def test_a_greeting_goes_by_the_hour(hour: int, zh: str, en: str) -> None:
    moment = now().replace(hour=hour)
    assert (greeting_at(moment, "zh"), greeting_at(moment, "en")) == (zh, en)
