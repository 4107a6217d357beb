"""What the guard says of single sentences: the sense decides, not the character."""

from collections.abc import Iterable
from re._constants import MAXREPEAT
from re._parser import parse
from typing import Any

import pytest

from scripts_library.guard.checking import check
from scripts_library.guard.classes import CLASSES
from scripts_library.guard.kinder import KINDER
from scripts_library.guard.patterns import filled
from scripts_library.guard.rules import RULES

PASS = (
    "",
    " \u3000",
    "😊",
    "最好提前一天说一声",
    "第一批货",
    "不清楚的地方您随时问",
    "差评里提到的线头我们已经改了",
    "您的快递单号是YT7731204",
    "微信支付的话在平台内选就行",
    "我们不能私下转账，请您在平台付款",
    "请勿把验证码告诉任何人",
    "好评返现是不允许的哦",
    "定制品不支持七天无理由退货，下单前已经跟您确认过",
    "You can pay with PayPal at checkout on this platform.",
    "The refund will arrive in 1 to 3 working days.",
)

STOPPED = (
    ("block", "review_reward", "好评返现5元，加客服领取哦"),
    ("block", "review_reward", "好平返现"),
    ("block", "review_reward", "五⭐返 3 块"),
    ("block", "review_reward", "hao ping fan xian"),
    ("block", "review_reward", "好\u200b评.返*现"),
    ("block", "review_reward", "晒图领红包"),
    ("block", "off_platform", "ＶＸ：abc12345 私聊"),
    ("block", "off_platform", "加薇信聊"),
    ("block", "personal_data", "麻烦把收到的验证码发我一下"),
    ("block", "refusal", "最终解释权归本店所有"),
    ("warn", "coldness", "哦"),
    ("warn", "coldness", "不知道"),
    ("warn", "blame", "这是快递那边的问题，我们也没办法，您再等等吧"),
    ("warn", "promise", "我们会尽快给您处理的"),
    ("warn", "stock", "就剩两件了赶紧抢"),
    ("warn", "quarrel", "您凭什么认为不是正品"),
    ("warn", "slang", "晕，这都不会"),
)


@pytest.mark.parametrize("text", PASS)
def test_what_is_meant_well_passes(text: str) -> None:
    verdict = check(text)
    assert (verdict.level, verdict.hits) == ("ok", ())


@pytest.mark.parametrize(("level", "about", "text"), STOPPED)
def test_what_is_meant_ill_is_stopped(level: str, about: str, text: str) -> None:
    verdict = check(text)
    assert verdict.level == level
    assert about in {hit.about for hit in verdict.hits}


def test_a_hit_shows_the_words_as_written() -> None:
    text = "您好😊，五⭐返 3 块哦"
    (hit,) = check(text).hits
    assert text[hit.start : hit.end] == hit.text
    assert hit.text.startswith("五⭐返 3")


def test_only_the_sentence_that_was_hit_is_said_anew() -> None:
    (hit,) = check("您的件今天发了。加我微信聊！单号SF12").hits
    assert hit.rewrite.startswith("您的件今天发了。")
    assert hit.rewrite.endswith("单号SF12")


def test_the_reason_can_be_had_in_english() -> None:
    assert "Art. 9(5)" in check("好评返现5元", language="en").hits[0].why


def test_kinder_sentences_pass_themselves() -> None:
    every = [text for pair in KINDER.values() for text in pair]
    assert [text for text in every if check(text).hits] == []


def test_every_class_has_a_name_and_a_hit() -> None:
    abouts = {about for _, about, _ in STOPPED}
    assert abouts < set(CLASSES)


def test_a_message_of_five_thousand_characters_is_read_in_time() -> None:
    assert check("您好" * 2500).level == "ok"
    assert check("您好" * 2400 + "。加我微信").level == "block"


def test_no_pattern_can_hang() -> None:
    """A group is never repeated without end, so no text makes the engine try every division."""
    every = [
        (rule.name, text)
        for rule in RULES
        for text in (rule.pattern, *rule.unless, *rule.unless_anywhere)
    ]
    endless = [name for name, text in every if _repeats_a_group(parse(filled(text)))]
    assert endless == []


def _repeats_a_group(parts: Iterable[Any]) -> bool:
    return any(_is_endless(str(kind), held) for kind, held in parts)


def _is_endless(kind: str, held: Any) -> bool:
    if kind == "MAX_REPEAT":
        _, most, inner = held
        single = len(inner) == 1 and str(inner[0][0]) in ("LITERAL", "NOT_LITERAL", "IN", "ANY")
        return (most == MAXREPEAT and not single) or _repeats_a_group(inner)
    if kind == "SUBPATTERN":
        return _repeats_a_group(held[-1])
    return kind == "BRANCH" and any(map(_repeats_a_group, held[1]))
