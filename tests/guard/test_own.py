"""A shop's own rules: what is taken, what they find, and that the browser finds the same."""

import json
import re
import shutil
import subprocess
import time
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scripts_library.guard.browser import rule_shape
from scripts_library.guard.classes import Rule
from scripts_library.guard.own import (
    Book,
    Shift,
    ShopGuard,
    folded_word,
    own_rule,
    words_pattern,
)
from scripts_library.guard.own_patterns import PatternRefused, checked_pattern

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("(a+)+$", "endless"),
        ("好.*评", "endless"),
        ("a{2,}", "endless"),
        ("(a|a){0,9}", "ways"),
        ("a{0,20}a{0,20}b", "ways"),
        ("(a{0,9}){0,9}b", "nothing"),
        ("(?=a)b", "around"),
        ("(?<!a)b", "around"),
        ("(a)\\1", "back"),
        ("a??b", "lazy"),
        ("a{1,3}+", "lazy"),
        ("😀", "unread"),
        ("好(评", "open"),
        ("好)评", "open"),
        ("[评", "open"),
        ("", "nothing"),
        ("a?", "nothing"),
        ("好|", "nothing"),
        ("\\w{1,3}", "unknown"),
        ("a$b", "place"),
        ("x{0,150}y{0,150}", "ways"),
        ("甲" * 301, "long"),
    ],
)
def test_a_pattern_that_could_hang_or_says_nothing_is_refused(written: str, kind: str) -> None:
    with pytest.raises(PatternRefused) as refused:
        checked_pattern(written)
    assert refused.value.kind == kind


PIECES = some.sampled_from(
    ["a", "b", ".", "[ab]", "[^b]", "a?", "a{0,4}", "(a|b)", "(a|ab)", "(a{1,2}|b){1,3}", ".{0,9}"]
)


@settings(max_examples=60, deadline=None)
@given(some.lists(PIECES, min_size=1, max_size=7))
def test_what_is_taken_ends_soon_on_the_worst_of_texts(pieces: list[str]) -> None:
    try:
        pattern = re.compile(checked_pattern("".join(pieces) + "x"))
    except PatternRefused:
        return
    began = time.process_time()
    assert pattern.search("a" * 5000) is None
    assert time.process_time() - began < 1.0


def rule(name: str, about: str, level: str, pattern: str, **more: object) -> Rule:
    facts = {
        "close": False,
        "exceptions": (),
        "why": f"为什么 {name}",
        "rewrite": "",
        "whole": False,
    }
    return own_rule(name=name, about=about, level=level, pattern=pattern, **{**facts, **more})  # type: ignore[arg-type]


BOOK = Book(
    rules=(
        rule(
            "own_1",
            "slang",
            "warn",
            words_pattern(("亲", "baby")),
            exceptions=("母亲",),
            rewrite="您",
        ),
        rule(
            "own_2",
            "promise",
            "block",
            checked_pattern("保价.{0,4}\\d{1,3}天"),
            rewrite="保价看页面。",
            whole=True,
        ),
        rule(
            "own_3", "off_platform", "block", words_pattern(("小程序码",), close=True), close=True
        ),
    ),
    shifts={
        "coldness": Shift("ok"),
        "review_reward": Shift("warn", law=True),
        "refusal": Shift("hint"),
    },
    allowed=(folded_word("全网最低价牌"), folded_word("绝绝子")),
)
SAID = {
    "亲，您的到了": ("warn", "亲"),
    "母亲节的那款": ("ok", ""),
    "hi BABY": ("warn", "BABY"),
    "babysitter": ("ok", ""),
    "保價 30 天哦": ("block", "保價 30 天"),
    "保价。30天": ("ok", ""),
    "小-程-序-码": ("block", "小-程-序-码"),
    "哦": ("ok", ""),
    "好评返现": ("warn", "好评返现"),
    "概不退换": ("block", "概不退"),
    "我们的全网最低价牌保温杯": ("ok", ""),
    "绝绝子这款": ("ok", ""),
    "😊亲😊": ("warn", "亲"),
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_what_a_shop_adds_shifts_and_allows(text: str, said: tuple[str, str]) -> None:
    verdict = ShopGuard(BOOK).check(text)
    assert (verdict.level, verdict.hits[0].text if verdict.hits else "") == said
    if verdict.hits:
        assert ShopGuard(BOOK).check(verdict.hits[0].rewrite).level in ("ok", "hint")


def test_the_browser_says_the_same_and_in_time() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the browser's verdicts were not compared")
    many = [
        rule(f"own_{at}", "slang", "warn", checked_pattern(f"[甲乙丙]{{1,6}}.{{0,9}}词{at}"))
        for at in range(10, 210)
    ]
    words = tuple(f"另一词{at}" for at in range(2000))
    book = Book(
        (*BOOK.rules, *many, rule("own_300", "slang", "hint", words_pattern(words))),
        BOOK.shifts,
        BOOK.allowed,
    )
    shape = {
        "rules": [rule_shape(one) for one in book.rules],
        "shifts": {about: asdict(shift) for about, shift in book.shifts.items()},
        "allowed": list(book.allowed),
    }
    texts = [*SAID, "甲乙丙丁另一词1999", "您好，甲乙丙的那一款今天下午五点前发出。" * 25]
    ran = subprocess.run(
        [node, "tests/guard/own.mjs"],
        cwd=ROOT,
        input="".join(f"{json.dumps(one)}\n" for one in (shape, *texts)),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    *said, milliseconds = [json.loads(line) for line in ran.stdout.splitlines()]
    guard = ShopGuard(book)
    for text, theirs in zip(texts, said, strict=True):
        ours = guard.check(text)
        hits = [[hit.rule, hit.level, hit.text, hit.why, hit.rewrite] for hit in ours.hits]
        assert theirs == [ours.level, hits], text
    assert milliseconds < 150
