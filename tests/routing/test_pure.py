"""Estimates, needs, places: small pure rules."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.routing.estimating import minutes_to_wait
from conversations.routing.needs import SkillRule, needed_skills
from helpdesk.team.places import capacity_of, is_live, state_on_arrival

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "departures", "seconds", "minutes"),
    [
        (0, 4, 60.0, None),  # too few to say
        (0, 5, 0.0, None),
        (0, 5, 240.0, 1),  # one a minute
        (2, 5, 240.0, 3),
        (2, 10, 900.0, 5),
        (70, 5, 240.0, None),  # nobody is promised more than an hour
    ],
)
def test_a_wait_is_told_only_where_it_was_measured(
    ahead: int, departures: int, seconds: float, minutes: int | None
) -> None:
    assert minutes_to_wait(ahead=ahead, departures=departures, seconds=seconds) == minutes


def test_words_platform_or_product_ask_for_a_skill() -> None:
    rules = [
        SkillRule(1, "退款", words=("退款", "Refund")),
        SkillRule(2, "京东", platforms=("jd",)),
        SkillRule(3, "尺码", kinds=("hoodie",)),
    ]
    by = {"words": "你好", "platform": "web", "kind": ""}
    assert needed_skills(rules, **by) == ()
    assert needed_skills(rules, **{**by, "words": "我要REFUND"}) == ((1, "退款"),)
    assert needed_skills(rules, **{**by, "platform": "jd"}) == ((2, "京东"),)
    assert needed_skills(rules, **{**by, "kind": "hoodie"}) == ((3, "尺码"),)


def test_a_persons_own_number_wins_over_peak_mode() -> None:
    rule = {"normal": 12, "peak": 15}
    assert capacity_of(None, rule, peak=False) == 12
    assert capacity_of(None, rule, peak=True) == 15
    assert capacity_of(8, rule, peak=True) == 8


def test_somebody_is_there_while_any_desk_was_seen_lately() -> None:
    assert is_live(NOON - timedelta(seconds=59), now=NOON, away_seconds=60)
    assert not is_live(NOON - timedelta(seconds=60), now=NOON, away_seconds=60)
    assert not is_live(None, now=NOON, away_seconds=60)


@pytest.mark.parametrize(
    ("state", "left", "signed_in_since", "leads", "becomes"),
    [
        ("away", False, False, False, "accepting"),
        ("away", False, False, True, "busy"),
        ("away", True, False, False, None),  # a line that comes back does not pull them in
        ("away", True, True, False, "accepting"),  # signing in does
        ("busy", False, True, False, None),
        ("leaving", False, True, False, None),
    ],
)
def test_what_opening_a_desk_brings(
    state: str, left: bool, signed_in_since: bool, leads: bool, becomes: str | None
) -> None:
    found = state_on_arrival(state, left=left, signed_in_since=signed_in_since, leads_others=leads)
    assert found == becomes
