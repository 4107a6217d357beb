"""What is sought, brought to one form, cut into tokens, and marked where it stands."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.search.asked import MOST_MARKS, Asked, read_asked
from conversations.search.errors import DaysTurned, DayUnread, SearchTooLong
from conversations.search.places import place_words, read_place
from conversations.search.words import (
    MOST,
    excerpt_of,
    normalised,
    pieces_of,
    query_of,
    terms_of,
    tokens_of,
)
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("iPhone 15", "iphone 15"),
        ("退\u200b款\ufeff", "退款"),
        ("❤\ufe0f", "❤"),
        ("\u202d138\u200e1234\u202c", "1381234"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("ﾃﾞｨ！", "ディ!"),
        ("İ", "i\u0307"[:1]),
    ],
)
def test_widths_and_cases_are_one(written: str, plain: str) -> None:
    assert normalised(written) == plain


def test_spaces_part_words_and_each_counts_once() -> None:
    assert terms_of("  退款　快递 退款 ") == ["退款", "快递"]


def test_a_number_is_found_by_four_digits_at_a_time_and_a_shop_keeps_its_own() -> None:
    assert tokens_of(["订单12345"]) == ["1234", "2345", "订单", "单1"]
    assert tokens_of(["ab1"]) == ["ab", "b1"]
    assert query_of(7, ["退款", "a"]) == "'7:退款' & '7:a':*"
    assert query_of(7, ["it's\\"]) == "'7:it' & '7:t''' & '7:''s' & '7:s\\\\'"
    assert query_of(7, []) == ""


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_marking_changes_no_letter(said: str, sought: list[str]) -> None:
    pieces = pieces_of(said, terms_of(" ".join(sought)))
    assert "".join(piece.text for piece in pieces) == said


def test_what_is_marked_is_what_was_sought_as_it_was_written() -> None:
    pieces = pieces_of("要ＡＢＣ的，abc也行", ["abc"])
    assert [piece.text for piece in pieces if piece.marked] == ["ＡＢＣ", "abc"]
    assert [p.text for p in pieces_of("退退款款", ["退款", "款款"]) if p.marked] == ["退款款"]


@pytest.mark.parametrize("at", [0, 60, 480])
def test_an_excerpt_of_a_long_text_holds_the_hit(at: int) -> None:
    said = "字" * at + "退款" + "字" * (500 - at)
    pieces = excerpt_of(said, ["退款"])
    assert [piece.text for piece in pieces if piece.marked] == ["退款"]
    assert sum(len(piece.text) for piece in pieces) <= MOST + 2


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"words": "字" * (MOST_MARKS + 1)}, SearchTooLong),
        ({"since": "2026-02-30"}, DayUnread),
        ({"until": "昨天"}, DayUnread),
        ({"since": "0001-01-01"}, DayUnread),
        ({"since": "2026-06-10", "until": "2026-06-09"}, DaysTurned),
    ],
)
def test_what_makes_no_sense_is_said(form: dict[str, str], error: type[HelpdeskError]) -> None:
    with pytest.raises(error):
        read_asked(form, zone=SHANGHAI)


def test_days_are_whole_days_of_the_shop() -> None:
    asked = read_asked({"since": "2026-06-09", "until": "2026-06-09"}, zone=SHANGHAI)
    assert asked.since is not None and asked.until is not None
    assert asked.since.isoformat() == "2026-06-09T00:00:00+08:00"
    assert asked.until.isoformat() == "2026-06-10T00:00:00+08:00"
    assert read_asked({"until": "9999-12-31"}, zone=SHANGHAI).until is None


def test_what_no_form_offers_counts_for_nothing() -> None:
    form = {"side": "'", "stage": "x", "rated": "1", "kind": "message", "agent": "-1", "tag": "²"}
    assert read_asked(
        {**form, "days": "1000", "words": " \x00\ud800\u200b "}, zone=SHANGHAI
    ).is_empty
    assert not Asked(kind="file").is_empty and Asked(terms=["退款"]).is_words_alone


def test_a_place_comes_back_as_it_went() -> None:
    place = (now(), 12, 3)
    assert read_place(place_words(place)) == place


@pytest.mark.parametrize("typed", ["", "x~1~2", "2026-06-09~1~2", "~1", "2026-06-09T00:00Z~-1~2"])
def test_no_other_place_is_taken(typed: str) -> None:
    assert read_place(typed) is None
