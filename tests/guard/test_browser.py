"""The browser's engine says what the server says, word for word."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts_library.guard.browser import javascript, learned_javascript
from tests.guard.corpus import judged, sentences

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static/js/guard"
ODD = (
    "",
    "  ",
    "😊🧧",
    "第一行\n第二行，滚",
    "ＨＡＯ评\u200b返现",
    "a.b. c",
    "您好" * 2600,
    "👨‍👩‍👧加V详聊",
)


def test_the_files_of_the_browser_are_those_of_the_rules() -> None:
    assert (FOLDER / "rules.gen.js").read_text(encoding="utf-8") == javascript()
    assert (FOLDER / "learned.gen.js").read_text(encoding="utf-8") == learned_javascript()


def test_every_labelled_sentence_gets_the_same_verdict_in_the_browser() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the browser's verdicts were not compared")
    texts = [*ODD, *(one.text for one in sentences())]
    ran = subprocess.run(
        [node, "tests/guard/judge.mjs"],
        cwd=ROOT,
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(said) == len(texts)
    for text, theirs in zip(texts, said, strict=True):
        ours = judged(text)
        hits = [[hit.about, hit.rule, hit.text, hit.why, hit.rewrite] for hit in ours.hits]
        assert theirs == [ours.level, hits], text
