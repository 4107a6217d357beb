"""The bar that the guard is held to, on every labelled sentence."""

from collections import Counter
from pathlib import Path

import pytest

from scripts_library.guard.checking import built_in
from scripts_library.guard.figures import stopped, table, with_table
from scripts_library.guard.folding import fold
from scripts_library.guard.sense import learned, runs_of
from scripts_library.guard.sentences import read_sentences
from tests.guard.corpus import judged, sentences

ROOT = Path(__file__).resolve().parents[2]
TURNS = ROOT.parent / "shared/data/jddc_sample/chat.txt"


def test_bad_sentences_are_stopped_and_good_ones_are_not() -> None:
    bad, caught, good, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in sentences():
        (bad if one.bad else good)[one.about] += 1
        if judged(one.text).level in ("warn", "block"):
            (caught if one.bad else wrong)[one.about] += 1
    assert bad.total() >= 800
    assert good.total() >= 800
    assert {about for about in bad if caught[about] < 0.95 * bad[about]} == set()
    assert {about for about in good if wrong[about] > 0.03 * good[about]} == set()


@pytest.mark.parametrize("name", ["kept_back.tsv", "kept_back_two.tsv"])
def test_sentences_that_nothing_was_tuned_on_are_judged_as_well(name: str) -> None:
    kept_back = read_sentences(Path(__file__).with_name(name))
    held = {one.text for one in kept_back if stopped(built_in(), one.text)}
    bad = {one.text for one in kept_back if one.bad}
    assert len(held & bad) >= 0.95 * len(bad)
    assert len(held - bad) <= 0.03 * (len(kept_back) - len(bad))


def test_every_rewrite_passes_the_guard() -> None:
    left = [
        (one.text, verdict.hits[0].rewrite)
        for one in sentences()
        if (verdict := judged(one.text)).hits and judged(verdict.hits[0].rewrite).hits
    ]
    assert left == []


def test_the_figures_of_the_document_are_those_of_the_sentences() -> None:
    document = (ROOT / "docs/guard.md").read_text(encoding="utf-8")
    assert document == with_table(document, table(built_in(), sentences())), (
        "run: manage.py measure_guard tests/guard/sentences"
    )


def test_the_second_reader_holds_runs_of_our_own_sentences_alone() -> None:
    own = {run for one in sentences() for run in runs_of(fold(one.text).plain.text)}
    assert set(learned().weights) - own == set()


def test_ordinary_turns_are_seldom_stopped() -> None:
    if not TURNS.exists():
        pytest.skip(f"the public turns are not at {TURNS}: not measured")
    lines = [line.split("\t") for line in TURNS.read_text(encoding="utf-8").splitlines()]
    turns = [line[6] for line in lines if len(line) > 6 and line[2] == "1"]
    held = [turn for turn in turns if stopped(built_in(), turn)]
    assert len(turns) > 3000
    assert len(held) <= 0.03 * len(turns)


def test_the_demos_own_agents_are_seldom_stopped() -> None:
    """Warm, short and spoken, and nothing was tuned on the whole of them."""
    lines = (ROOT / "helpdesk/demo_shop/dialogues.tsv").read_text(encoding="utf-8").splitlines()
    turns = [line.split("\t")[6] for line in lines if line.split("\t")[2] == "1"]
    held = [turn for turn in turns if stopped(built_in(), turn)]
    assert len(turns) > 150
    assert len(held) <= 0.03 * len(turns), held
