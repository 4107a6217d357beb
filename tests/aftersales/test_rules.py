"""Freight, the law and the arithmetic: pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.causes import FAULTS, Cause, Payer, Refusal
from aftersales.freight import freight_of
from aftersales.law import Situation, forbidden, lawful_refusals
from aftersales.machine.words import Kind, State
from aftersales.money import Line, Purse, most_fen, shares

SIGNED = datetime(2026, 11, 1, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
THERE = Situation(
    kind=Kind.RETURN,
    state=State.APPLIED,
    cause=Cause.DISLIKE,
    shipped_at=SIGNED - timedelta(days=3),
    signed_at=SIGNED,
    opened_at=SIGNED + timedelta(days=2),
    return_signed_at=None,
    zone=ZoneInfo("Asia/Shanghai"),
)
BACK = replace(THERE, return_signed_at=SIGNED + timedelta(days=5))


@pytest.mark.parametrize(
    ("refusal", "where", "law"),
    [
        (Refusal.OPENED, THERE, "第二十五条"),
        (Refusal.NO_REASON, THERE, "第二十五条"),
        (Refusal.TOO_LATE, THERE, "第二十五条"),
        (Refusal.NOT_INTACT, THERE, "第二十五条"),  # nobody has seen the goods yet
        (Refusal.NOT_INTACT, BACK, ""),
        (Refusal.EXCLUDED, THERE, ""),
        (Refusal.NOT_FOUND, BACK, "第二十五条"),
        (Refusal.TOO_LATE, replace(THERE, opened_at=SIGNED + timedelta(days=8)), ""),
        (Refusal.TOO_LATE, replace(THERE, cause=Cause.QUALITY), "第二十四条"),
        (Refusal.EXCLUDED, replace(THERE, cause=Cause.WRONG), "第二十四条"),
        (Refusal.NO_FAULT, replace(THERE, cause=Cause.QUALITY), ""),
        (Refusal.NO_REASON, replace(THERE, shipped_at=None, signed_at=None), "民法典"),
        (Refusal.NO_REASON, replace(THERE, kind=Kind.REFUND), ""),
        (Refusal.NOT_OWED, replace(THERE, kind=Kind.INVOICE), "电子商务法"),
        (Refusal.NOT_OWED, replace(THERE, kind=Kind.GOODWILL), ""),
    ],
)
def test_what_the_law_says_to_a_refusal(refusal: Refusal, where: Situation, law: str) -> None:
    found = forbidden(refusal, where)
    assert (law in str(found.law)) if found and law else (found is None and not law)
    assert (refusal in lawful_refusals(where)) is (not law)


def test_seven_days_begin_on_the_day_after_signing_by_the_shops_clock() -> None:
    last = datetime(2026, 11, 8, 15, 59, tzinfo=UTC)  # 23:59 on the 8th in Shanghai
    assert forbidden(Refusal.TOO_LATE, replace(THERE, opened_at=last))
    assert not forbidden(Refusal.TOO_LATE, replace(THERE, opened_at=last + timedelta(minutes=1)))


@pytest.mark.parametrize("cause", Cause)
def test_freight_has_a_payer_a_reason_and_a_source(cause: Cause) -> None:
    shipped = freight_of(cause, shipped=True)
    assert str(shipped.why) and str(shipped.source)
    assert (shipped.payer is Payer.SELLER) or cause not in FAULTS
    assert freight_of(cause, shipped=False).payer is Payer.NOBODY


LINES = st.lists(st.integers(0, 50_000), min_size=1, max_size=6).map(
    lambda prices: [Line(place, fen) for place, fen in enumerate(prices, start=1)]
)


@settings(deadline=None)  # a loaded machine is no mistake
@given(LINES, st.integers(0, 300_000), st.integers(0, 2_000))
def test_lines_share_what_was_paid_and_never_give_back_more(
    lines: list[Line], paid: int, freight: int
) -> None:
    assert sum(shares(lines, paid).values()) == paid
    purse = Purse(paid, 0)
    taken: list[int] = []
    given_back = 0
    for line in lines:
        most = most_fen(
            lines=lines,
            chosen=[line.position],
            others_taken=taken,
            given_back={},
            freight_fen=freight,
            freight_back=True,
            purse=Purse(paid, given_back),
        )
        given_back += most
        taken.append(line.position)
    assert given_back == paid  # one after the other: all of it, the freight with the last line
    shipped = most_fen(
        lines=lines,
        chosen=taken,
        others_taken=[],
        given_back={},
        freight_fen=freight,
        freight_back=False,
        purse=purse,
    )
    assert shipped == paid - min(freight, paid)


@settings(deadline=None)
@given(LINES, st.integers(0, 300_000))
def test_a_present_is_worth_nothing_and_holds_no_fen_or_freight_back(
    lines: list[Line], paid: int
) -> None:
    presents = {line.position for line in lines if not line.fen}
    costly = [line.position for line in lines if line.fen]
    if not costly:
        return
    assert not any(fen for place, fen in shares(lines, paid).items() if place in presents)
    most = most_fen(
        lines=lines,
        chosen=costly,
        others_taken=[],
        given_back={},
        freight_fen=500,
        freight_back=True,
        purse=Purse(paid, 0),
    )
    assert most == paid  # the goods without the presents: all of it, the freight too


def test_what_a_line_gave_back_before_is_not_given_back_again() -> None:
    lines = [Line(1, 10_000), Line(2, 10_000)]
    most = most_fen(
        lines=lines,
        chosen=[1],
        others_taken=[],
        given_back={1: 6_000},
        freight_fen=0,
        freight_back=False,
        purse=Purse(20_000, 6_000),
    )
    assert most == 4_000
