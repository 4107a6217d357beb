"""Every cell's reader: what it takes, what it refuses, and that it never does anything else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.commerce.imports import cells, dates
from helpdesk.commerce.imports.problems import SENTENCES, Wrong, cure_of, sentence_of
from helpdesk.commerce.imports.tables import is_formula, unquoted
from tests.imports.files import SHANGHAI, TODAY


def code_of(read: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Wrong) as wrong:
        read(*args, **kwargs)  # type: ignore[operator]
    return wrong.value.code


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("159", 15900), ("159.00", 15900), ("¥1,234.50", 123450), ("￥1，234.5", 123450),
        ("1234.5元", 123450), ("0", 0), ("-0.00", 0), (".5", 50), ("１２.５", 1250),
        (" RMB 3 ", 300), ("12.500", 1250), ("+3", 300),
    ],
)  # fmt: skip
def test_money(text: str, fen: int) -> None:
    assert cells.fen(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-268.00", "money_negative"), ("−¥268.00", "money_negative"), ("(3.00)", "money_negative"),
        ("¥-3", "money_negative"), ("0.005", "money_fraction"), ("1.2万", "money_unreadable"),
        ("1,23", "money_unreadable"), ("abc", "money_unreadable"), ("1e3", "money_unreadable"),
        ("999999999999999", "money_huge"), ("=1+2", "money_unreadable"),
    ],
)  # fmt: skip
def test_money_refused(text: str, code: str) -> None:
    assert code_of(cells.fen, text) == code


@given(st.integers(0, 10**11))
def test_money_comes_back_however_it_is_written(fen: int) -> None:
    for text in (f"{fen / 100:.2f}", f"¥{fen // 100:,}.{fen % 100:02d}", f"{fen / 100:,.2f}元"):
        assert cells.fen(text) == fen


@given(st.text(max_size=30))
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    for read in (cells.fen, cells.phone, cells.order_number, cells.quantity, cells.state,
                 cells.flag, cells.waybill):  # fmt: skip
        try:
            value = read(text)
        except Wrong as wrong:
            assert sentence_of(wrong.code, wrong.value) and cure_of(wrong.code)
        else:
            assert not isinstance(value, int) or value >= 0
    try:
        found = dates.moment(text, zone=SHANGHAI, today=TODAY)
    except Wrong as wrong:
        assert wrong.code in SENTENCES
    else:
        assert found is None or found.tzinfo is not None


JUNE_9 = datetime(2026, 6, 9, 22, 40, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "text",
    [
        "2026/6/9 22:40", "2026-06-09 22:40:00", "2026-06-09T22:40", "2026-06-09T14:40:00Z",
        "2026-06-09T22:40:00+08:00", "2026.6.9 22:40", "2026年6月9日 22:40", "20260609224000",
        "2026年6月9日22时40分", "6月9日 22:40", "46182.944444444", "２０２６/６/９ 22:40",
        "2026-06-09 22:40:00.0",
    ],
)  # fmt: skip
def test_one_moment_in_many_forms(text: str) -> None:
    assert dates.moment(text, zone=SHANGHAI, today=TODAY) == JUNE_9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6/9/2026 22:40", "date_unclear"), ("6/31/2026", "date_impossible"),
        ("2026-02-30", "date_impossible"), ("2026-13-01", "date_impossible"),
        ("2026-06-09 25:00", "date_impossible"), ("昨天", "date_unreadable"),
        ("12", "date_unreadable"), ("2月30日", "date_impossible"), ("=NOW()", "date_unreadable"),
    ],
)  # fmt: skip
def test_dates_refused(text: str, code: str) -> None:
    assert code_of(dates.moment, text, zone=SHANGHAI, today=TODAY) == code


def test_the_day_is_where_it_was_said_to_be() -> None:
    month_first = dates.moment("6/9/2026 22:40", zone=SHANGHAI, today=TODAY, order="mdy")
    day_first = dates.moment("9/6/2026 22:40", zone=SHANGHAI, today=TODAY, order="dmy")
    clear = dates.moment("6/19/2026", zone=SHANGHAI, today=TODAY)
    assert month_first == day_first == JUNE_9
    assert clear == datetime(2026, 6, 19, tzinfo=SHANGHAI)


def test_a_day_without_year_is_the_latest_that_is_not_ahead() -> None:
    december = dates.moment("12月31日", zone=SHANGHAI, today=TODAY)
    assert december == datetime(2025, 12, 31, tzinfo=SHANGHAI)
    leap = dates.moment("2月29日", zone=SHANGHAI, today=TODAY)
    assert leap == datetime(2024, 2, 29, tzinfo=SHANGHAI)


def test_nothing_yet_is_no_date() -> None:
    for text in ("-", "0000-00-00 00:00:00", "null", "--"):
        assert dates.moment(text, zone=SHANGHAI, today=TODAY) is None


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)))
def test_every_moment_survives_its_forms(when: datetime) -> None:
    when = when.replace(microsecond=0)
    there = when.replace(tzinfo=SHANGHAI)
    serial = (when - datetime(1899, 12, 30)) / timedelta(days=1)
    forms = (
        f"{when:%Y-%m-%d %H:%M:%S}",
        f"{when:%Y/%m/%d %H:%M:%S}",
        f"{when:%Y年%m月%d日 %H:%M:%S}",
        there.astimezone(UTC).isoformat(),
        f"{serial:.9f}",
    )
    for form in forms:
        assert dates.moment(form, zone=SHANGHAI, today=TODAY) == there


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13812345678", "13812345678"), ("+86 138-1234-5678", "13812345678"),
        ("13812345678-1234", "13812345678-1234"), ("17012345678转88", "17012345678-88"),
        ("0571-87654321", "0571-87654321"), ("138****5678", None), ("1*********8", None),
    ],
)  # fmt: skip
def test_phones(text: str, phone: str | None) -> None:
    assert cells.phone(text) == phone


def test_a_wrong_phone_is_told_without_being_told() -> None:
    with pytest.raises(Wrong) as wrong:
        cells.phone("1381234567")
    assert (wrong.value.code, wrong.value.value) == ("phone_bad", "138***67")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("买家已付款，等待卖家发货", "paid"), ("等待买家付款", "unpaid"), ("交易成功", "finished"),
        ("卖家已发货，等待买家确认", "shipped"), ("已发货，待收货", "shipped"), ("待发货", "paid"),
        ("等待出库", "paid"), ("已签收", "signed"), ("未发货，退款成功", "closed"),
        ("Delivered", "signed"), ("in_transit", "shipped"),
    ],
)  # fmt: skip
def test_states_in_each_platform_s_words(text: str, state: str) -> None:
    assert cells.state(text) == state


def test_a_shop_s_own_word_for_a_state() -> None:
    assert code_of(cells.state, "配货中") == "state_unknown"
    assert cells.state("配货中", {"配货中": "paid"}) == "paid"


@pytest.mark.parametrize(
    ("text", "number"),
    [("2630 1234", "26301234"), ("２６３０", "2630"), ("JD-1.2/3", "JD-1.2/3")],
)
def test_order_numbers(text: str, number: str) -> None:
    assert cells.order_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.88E+17", "number_rounded"), ("", "number_missing"), ("合计：3 单", "number_odd")],
)
def test_order_numbers_refused(text: str, code: str) -> None:
    assert code_of(cells.order_number, text) == code


@pytest.mark.parametrize("raw", ["\t2630", "'2630", '="2630"', "2630\t", " 2630 ", "\ufeff2630"])
def test_marks_against_rounding_fall_off(raw: str) -> None:
    assert unquoted(raw) == "2630"
    assert not is_formula(raw)


def test_a_formula_is_known() -> None:
    assert is_formula("=1+2")
    assert is_formula('=HYPERLINK("x")')
    assert not is_formula("a=1")
