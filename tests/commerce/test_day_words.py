"""A day as people say it, in either language: in English never a pair of numbers to guess at."""

from datetime import date

import pytest
from django.utils.translation import override

from helpdesk.commerce.day_words import near_day
from helpdesk.commerce.templatetags.trade_words import sign_of

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 11, 27), "今天", "today"),
        (date(2026, 11, 1), "11月1日", "1 Nov"),
        (date(2027, 4, 26), "2027年4月26日", "26 Apr 2027"),
    ],
)
def test_dates_read_as_people_say_them(day: date, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert near_day(day, TODAY) == chinese
    with override("en"):
        assert near_day(day, TODAY) == english


@pytest.mark.parametrize(
    ("name", "sign"),
    [("小满", "满"), ("老周", "周"), ("小", "小"), ("tom", "T"), ("", "·"), ("贝贝", "贝")],
)
def test_a_name_has_one_sign_on_page_and_in_the_chat(name: str, sign: str) -> None:
    assert sign_of(name) == sign
