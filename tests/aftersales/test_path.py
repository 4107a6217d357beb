"""Steps, tabs and endings: every kind and state has its place. Pure."""

import pytest

from aftersales.machine.path import steps_of, usual_path
from aftersales.machine.table import ROWS
from aftersales.machine.words import TERMINAL, Kind, State
from aftersales.turns import STATES

REACHED = sorted(
    {(kind, row.after) for row in ROWS if row.before != row.after for kind in row.kinds}
)


def test_the_usual_ways() -> None:
    S = State
    assert usual_path(Kind.REFUND) == [S.APPLIED, S.REFUNDING, S.DONE]
    assert usual_path(Kind.RETURN) == [
        S.APPLIED,
        S.WAIT_BUYER_SHIP,
        S.IN_RETURN,
        S.WAIT_SELLER_CONFIRM,
        S.REFUNDING,
        S.DONE,
    ]
    assert usual_path(Kind.INVOICE) == [S.APPLIED, S.WAIT_SELLER_ISSUE, S.DONE]
    assert usual_path(Kind.RESHIP)[-2:] == [S.WAIT_BUYER_CONFIRM, S.DONE]


@pytest.mark.parametrize(("kind", "state"), REACHED)
def test_wherever_a_case_is_it_stands_on_its_way_once(kind: Kind, state: State) -> None:
    steps = steps_of(kind, state)
    assert steps.count(state) == 1 and len(steps) == len(set(steps))
    assert steps[-1] in TERMINAL


def test_every_state_is_in_one_tab() -> None:
    states = [state for tab in STATES.values() for state in tab]
    assert sorted([*states, *TERMINAL]) == sorted(State)
