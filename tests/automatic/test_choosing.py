"""Which automatic answer a buyer gets: the situations that shops know, and what holds in all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.automatic.choosing import (
    Answer,
    AnswerRules,
    Choice,
    Situation,
    Slot,
    choose,
    fitting,
)
from conversations.automatic.reasons import WHY

RULES = AnswerRules(
    on=frozenset(Answer),
    again={"greeting": 0, "busy": 30, "closed": 240, "leave": 240, "still": 10},  # type: ignore[dict-item]
    quiet_seconds=1800,
)
OPEN = Situation(slot=Slot.OPENING, is_open=True, at_work=True)
CLOSED = replace(OPEN, is_open=False)
MINUTE = 60.0

GOLDEN = {
    "in hours, somebody is free": (OPEN, "greeting"),
    "in hours, everybody is full": (replace(OPEN, queued=True), "busy"),
    "in hours, nobody is there": (replace(OPEN, at_work=False), "leave"),
    "in hours, nobody is there and it is in the queue": (
        replace(OPEN, at_work=False, queued=True),
        "leave",
    ),
    "outside the hours, though somebody has a desk open": (CLOSED, "closed"),
    "outside the hours, nobody is there": (replace(CLOSED, at_work=False), "closed"),
    "asks again after the agent's answer": (replace(OPEN, person_spoke=True, quiet=20.0), None),
    "asks again in a reception that was greeted": (
        replace(OPEN, said_here=frozenset({Answer.GREETING})),
        None,
    ),
    "a new reception an hour after the last one": (
        replace(OPEN, quiet=3600.0, said_ago={Answer.GREETING: 3600.0}),
        "greeting",
    ),
    "queues again after ten minutes": (
        replace(OPEN, queued=True, said_ago={Answer.BUSY: 10 * MINUTE}),
        None,
    ),
    "queues again after half an hour": (
        replace(OPEN, queued=True, said_ago={Answer.BUSY: 30 * MINUTE}),
        "busy",
    ),
    "asks at night what was talked of until closing": (
        replace(CLOSED, person_spoke=True, quiet=5 * MINUTE),
        None,
    ),
    "asks at night in a reception of the afternoon": (
        replace(CLOSED, person_spoke=True, quiet=300 * MINUTE),
        "closed",
    ),
    "asks at night, was told so two hours ago": (
        replace(CLOSED, said_ago={Answer.CLOSED: 120 * MINUTE}),
        None,
    ),
    "a minute without an answer": (
        replace(OPEN, slot=Slot.STILL, opened_with=Answer.GREETING),
        "still",
    ),
    "a minute in the queue": (
        replace(OPEN, slot=Slot.STILL, queued=True, opened_with=Answer.BUSY),
        "still",
    ),
    "the shop closed during that minute": (
        replace(CLOSED, slot=Slot.STILL, opened_with=Answer.GREETING),
        "closed",
    ),
    "everybody left during that minute": (
        replace(OPEN, slot=Slot.STILL, at_work=False, opened_with=Answer.BUSY),
        "leave",
    ),
    "still closed, and told so as the wait began": (
        replace(CLOSED, slot=Slot.STILL, opened_with=Answer.CLOSED),
        None,
    ),
}


@pytest.mark.parametrize("named", GOLDEN)
def test_the_situations_that_shops_know(named: str) -> None:
    situation, wanted = GOLDEN[named]
    assert choose(situation, RULES).answer == wanted


def test_what_is_off_is_not_said_and_nothing_untrue_is_said_instead() -> None:
    for one in Answer:
        rules = replace(RULES, on=frozenset(Answer) - {one})
        for situation, wanted in GOLDEN.values():
            if wanted == one:
                assert choose(situation, rules) == Choice(None, f"{one}_off")


ago = st.none() | st.floats(0, 1e6)
answers = st.sampled_from(list(Answer))
situations = st.builds(
    Situation,
    slot=st.sampled_from(list(Slot)),
    is_open=st.booleans(),
    at_work=st.booleans(),
    queued=st.booleans(),
    person_spoke=st.booleans(),
    quiet=ago,
    said_here=st.frozensets(answers),
    said_ago=st.dictionaries(answers, st.floats(0, 1e6)),
    opened_with=st.none() | answers,
)
rules = st.builds(
    AnswerRules,
    on=st.frozensets(answers),
    again=st.fixed_dictionaries({one: st.integers(0, 1440) for one in Answer}),
    quiet_seconds=st.floats(60, 14400),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(situations, rules)
def test_only_what_is_true_and_wanted_is_said(now: Situation, rules: AnswerRules) -> None:
    choice = choose(now, rules)
    assert choice.why in WHY
    if choice.answer is None:
        return
    assert choice.answer == fitting(now) and choice.answer in rules.on
    assert choice.answer != now.opened_with
    assert (choice.answer == Answer.CLOSED) == (not now.is_open)
    if choice.answer in (Answer.GREETING, Answer.BUSY, Answer.STILL):
        assert now.is_open and now.at_work
    if rules.again[choice.answer] == 0:
        assert choice.answer not in now.said_here


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(situations, rules)
def test_having_just_said_it_nothing_is_said_again(now: Situation, rules: AnswerRules) -> None:
    said = choose(now, rules).answer
    if said is None:
        return
    after = replace(now, said_here=now.said_here | {said}, said_ago={**now.said_ago, said: 0.0})
    assert choose(after, rules) == Choice(None, "said_before")
