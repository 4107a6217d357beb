"""The benchmark's arithmetic, its counts, and the line that programs read. Nothing is timed."""

import json
from pathlib import Path

import pytest

from benchmarks.arithmetic import latency_of, percentile, ratios
from benchmarks.chatting import figures_of
from benchmarks.counting import Ledger, Tally, judge
from benchmarks.goals import GOALS, ONE_CHAT, SUSTAINED, TRUTH, Figure, last_line
from benchmarks.pacing import pace, poisson
from benchmarks.publishing import published
from benchmarks.report import report, tally_of
from benchmarks.section import Section
from benchmarks.sentences import Speaker


def test_percentiles_are_values_that_were_measured() -> None:
    hundred = [float(one) for one in range(1, 101)]
    assert [percentile(hundred, share) for share in (0.5, 0.99, 1.0)] == [50, 99, 100]
    assert percentile([7.0], 0.99) == 7.0
    assert latency_of([0.001, 0.002, 0.004]).as_json() == {
        "count": 3,
        "p50": 2.0,
        "p99": 4.0,
        "max": 4.0,
    }
    with pytest.raises(ValueError):
        percentile([], 0.5)


def test_a_slow_round_slows_floor_and_subject() -> None:
    found = ratios([2.0, 20.0, 4.4], [1.0, 10.0, 2.0])
    assert (found.middle, found.least, found.most) == (2.0, 2.0, pytest.approx(2.2))


CASES = {
    "clean": (["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c"], (0, 0, 0)),
    "not stored": (["a", "b", "c"], ["a", "c"], ["a", "b", "c"], (1, 0, 0)),
    "neither stored nor seen": (["a", "b", "c"], ["a", "c"], ["a", "c"], (2, 0, 0)),
    "seen twice": (["a", "b"], ["a", "b"], ["a", "b", "b"], (0, 1, 0)),
    "turned round": (["a", "b", "c"], ["b", "a", "c"], ["a", "b", "c"], (0, 0, 2)),
    "another run's rows": (["a", "b"], ["x", "a", "b"], ["x", "a", "b"], (0, 0, 0)),
}


@pytest.mark.parametrize(("sent", "stored", "seen", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_is_wrong_is_counted(
    sent: list[str], stored: list[str], seen: list[str], wanted: tuple[int, int, int]
) -> None:
    tally = judge({1: Ledger(sent, set(sent), seen)}, {1: stored})
    assert (tally.lost, tally.duplicated, tally.disordered) == wanted
    assert tally.clean is (wanted == (0, 0, 0))


def test_what_was_never_acknowledged_may_be_missing() -> None:
    assert judge({1: Ledger(["a", "b"], {"a"}, ["a"])}, {1: ["a"]}).clean


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name[:30])
def test_every_goal_is_met_at_its_limit_and_missed_beyond(goal) -> None:  # type: ignore[no-untyped-def]
    beyond = -0.01 if goal.more_is_better else 0.01
    assert goal.met_by(goal.goal) == "goal"
    assert goal.met_by(goal.must) in ("goal", "must")
    assert goal.met_by(goal.must + beyond) == "no"


def a_round(seen: float, per_second: float) -> dict[str, dict[str, object]]:
    floor = {"p50": 1.0, "p99": 2.0}
    step = {"seen": {"p50": seen, "p99": 2 * seen}}
    floors = {f"{name} {step}": floor for name in ("echo", "commit") for step in ("one", "many")}
    return {
        **floors,
        "one": step,
        "many": step,
        "closed": {"per_second": per_second},
        "ceiling": {"per_second": 1000.0},
    }


def test_rounds_become_the_line_that_programs_read() -> None:
    figures = figures_of(
        [a_round(3.0, 400.0), a_round(4.0, 600.0), a_round(8.0, 2000.0)], chats=500
    )
    by_name = {figure.name: figure for figure in figures}
    assert by_name[ONE_CHAT].value == 2.0 and by_name[ONE_CHAT].met == "must"
    assert by_name[SUSTAINED].value == 0.6 and by_name[SUSTAINED].range == (0.4, 2.0)

    sections = [
        Section("Chatting", figures, [("echo p50, ms", "1.00")], Tally(lost=1)),
        Section("Faults", [Figure(TRUTH, 1)], tally=Tally(disordered=2)),
    ]
    tally = tally_of(sections)
    line = json.loads(json.dumps(last_line([*figures, Figure(TRUTH, 3)], tally.as_json())))
    assert line.keys() == {"goals", "lost", "duplicated", "disordered"}
    assert (line["lost"], line["duplicated"], line["disordered"]) == (1, 0, 2)
    assert [set(one) for one in line["goals"]] == [{"name", "value", "must", "goal", "met"}] * 5
    assert line["goals"][-1]["met"] == "no"

    said = report(sections, machine={"processors": "2"}, missing=["the moon."])
    assert f"| {ONE_CHAT} | 2 | 1.5 to 4 | ≤ 2.2 | ≤ 1.5 | must |" in said
    assert "Lost 1, duplicated 0, disordered 2." in said and "Not measured: the moon." in said


async def test_the_open_loop_fires_every_moment_once_and_in_order() -> None:
    moments = poisson(400, 0.1, seed=3)
    assert moments == poisson(400, 0.1, seed=3) != poisson(400, 0.1, seed=4)
    assert 15 < len(moments) < 80 and moments == sorted(moments)
    fired: list[tuple[int, float]] = []
    await pace(moments, lambda number, due: fired.append((number, due)))
    assert [number for number, _ in fired] == list(range(len(moments)))
    gaps = [fired[at][1] - fired[0][1] - (moments[at] - moments[0]) for at in range(len(fired))]
    assert max(map(abs, gaps)) < 1e-6


def test_the_large_shop_says_the_same_on_every_machine() -> None:
    one, other = Speaker(7), Speaker(7)
    said = [one.sentence() for _ in range(300)]
    assert said == [other.sentence() for _ in range(300)]
    assert 15 < sum(map(len, said)) / 300 < 30


def test_a_run_takes_the_place_of_the_last_in_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/benchmarks.md").read_text(encoding="utf-8")
    once = published(page, report="| a |", results="one.json", said="Today")
    twice = published(once, report="| b |", results="two.json", said="Later")
    assert "Later ([two.json](../benchmarks/results/two.json)).\n\n| b |\n\n## " in twice
    assert "Today" not in twice and len(once.splitlines()) == len(twice.splitlines())
    with pytest.raises(ValueError, match="no section"):
        published("# Nothing", report="", results="", said="")
