"""Days and time left as people say them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from helpdesk.accounts.time_left import time_left
from helpdesk.accounts.when import day_said, moment_said
from tests.accounts.conftest import Clock


def test_days_are_the_shops_days(time: Clock) -> None:
    time.now = datetime(2026, 6, 9, 17, 30, tzinfo=UTC)  # already the 10th in Shanghai
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert day_said(date(2026, 6, 10)) == "今天"
        assert day_said(date(2026, 6, 9)) == "昨天"
        assert day_said(date(2026, 6, 1)) == "6月1日"
        assert day_said(date(2025, 6, 1)) == "2025年6月1日"
        assert moment_said(time.now) == "今天 01:30"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=72), "剩 3 天 0 小时"),
        (timedelta(hours=5, minutes=12), "剩 5 小时 12 分"),
        (timedelta(minutes=41, seconds=59), "剩 41 分"),
        (timedelta(seconds=3), "剩 1 分"),
    ],
)
def test_time_left(left: timedelta, said: str) -> None:
    assert time_left(left) == said
