"""What a buyer asks is told from what they do not ask, without a guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.queries.knowledge import parted
from conversations.queries.product_beside import unanswered
from helpdesk.commerce.naming import ENDS, READ, pieces, readable
from scripts_library.knowledge import contents, facts, howtos, questions
from scripts_library.knowledge.matching import ENOUGH, best_likeness, folded, likeness
from scripts_library.knowledge.queries.answers import Answer

PILLING = ["会不会起球", "掉毛吗", "起毛球"]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("这个会起球吗？", PILLING),
        ("请问一下，洗了会不会掉毛呀", PILLING),
        ("穿两天就起毛球了怎么办", PILLING),
        ("能不能带上飞机", ["能上飞机吗"]),
        ("下个月坐飞机可以带吗", ["坐飞机能带吗"]),
        ("ＭＡＧＳＡＦＥ　能吸吗", ["支持 MagSafe 吗"]),
        ("裤长多少呀", ["裤长多少，会不会拖地"]),
    ],
)
def test_the_same_question_in_other_words(said: str, asks: list[str]) -> None:
    assert best_likeness([said], asks) >= ENOUGH


@pytest.mark.parametrize(
    "said", ["你好", "在吗", "什么时候发货", "可以便宜点吗", "颜色有几种", "嗯", "？？", "球鞋有吗"]
)
def test_another_question_is_another_question(said: str) -> None:
    assert best_likeness([said], PILLING) == 0


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_likeness_is_a_share_and_never_stumbles(said: str, ask: str) -> None:
    assert 0 <= likeness(said, ask) <= 1
    assert folded(folded(said)) == folded(said)
    found = pieces([said, ask])
    for name in (said, ask):  # whatever stands in a text has its ends among the pieces
        assert len(name) < 2 or {name[:ENDS], name[-ENDS:]} <= set(found)
    kept = readable([said, ask] * 20)
    assert sum(map(len, kept)) <= READ and "".join(kept) == "".join([said, ask] * 20)[:READ]


def test_what_is_asked_stands_open_and_the_rest_is_folded() -> None:
    answers = [Answer(at, 1, "?", "!", "", 0.9 if at < 5 else 0) for at in range(8)]
    asked, rest = parted(answers)
    assert [one.script_id for one in asked] == [0, 1, 2]
    assert [one.script_id for one in rest] == [3, 4, 5, 6, 7]
    assert parted(answers[5:]) == ([], answers[5:])


def test_the_buyer_waits_on_what_they_said_since_an_agent_spoke() -> None:
    rows = [("buyer", "会起球吗"), ("buyer", "还有"), ("agent", "在的"), ("buyer", "在吗")]
    assert unanswered(rows) == ["会起球吗", "还有"]
    assert unanswered(rows[2:]) == []


@pytest.mark.parametrize(
    ("kind", "content", "field"),
    [
        ("facts", {}, "material"),
        ("facts", {"weight_g": "两斤"}, "weight_g"),
        ("facts", {"weight_g": "0"}, "weight_g"),
        ("facts", {"stock": "余 3 件"}, "stock_on"),
        ("facts", {"stock": "余 3 件", "stock_on": "明天"}, "stock_on"),
        ("facts", {"more": [["弹力", ""]]}, "more"),
        ("facts", {"more": [["弹力", "微弹"], ["弹力", "没有"]]}, "more"),
        ("facts", {"aliases": ["卫"]}, "aliases"),
        ("facts", {"material": "棉\x00"}, "material"),
        ("pitch", {"feature": "380 克", "advantage": "厚", "benefit": "暖"}, "evidence"),
        ("howto", {"title": "有气泡", "steps": [{"text": "", "link": ""}]}, "steps"),
        ("howto", {"title": "a", "steps": [{"text": "看", "link": "javascript:x"}]}, "link"),
        ("questions", {"questions": [{"ask": ""}]}, "questions"),
        ("questions", {"questions": [{"ask": "身高？"}, {"ask": "身高？"}]}, "questions"),
    ],
)
def test_a_form_that_is_wrong_names_its_field(kind: str, content: dict, field: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(contents.fields.FieldWrong) as refused:
        contents.checked(kind, content)
    assert refused.value.field == field


def test_what_is_stored_reads_the_same_when_it_is_checked_again() -> None:
    """Restoring an older version checks it like any other."""
    written = {
        "material": " 精梳棉 ",
        "weight_g": "620",
        "warranty_months": "6",
        "stock": "余 3 件",
        "stock_on": "2026-11-20",
        "more": [["厚薄", "春秋"], ["", ""]],
        "aliases": ["卫衣", "卫衣", "毛圈 卫衣"],
    }
    stored = facts.checked(written)
    assert facts.checked(stored) == stored
    assert stored["aliases"] == ["卫衣", "毛圈 卫衣"]
    names = dict(facts.Facts.of(stored).rows())
    assert (names["重量"], names["厚薄"]) == ("620 g", "春秋")
    steps = howtos.checked(
        {"title": "贴歪", "steps": [{"text": "撕"}, {"text": "再贴", "link": ""}]}
    )
    assert howtos.checked(steps) == steps
    assert howtos.as_message(steps) == "1. 撕\n2. 再贴"


def test_a_question_that_is_worded_anew_keeps_its_key() -> None:
    before = questions.checked({"questions": [{"ask": "身高？", "gives": "height"}]})
    [one] = before["questions"]
    after = questions.checked(
        {"questions": [{**one, "ask": "您身高多少？"}, {**one, "ask": "体重？"}]}
    )
    keys = [each["key"] for each in after["questions"]]
    assert keys[0] == one["key"] and len(set(keys)) == 2
