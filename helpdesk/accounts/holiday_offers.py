"""Public holidays in mainland China that an owner may take over: offered, never added unseen.

A year stands here once its days are certain: by the State Council's notice where it is out, else
by the law's own days alone, without the days that a notice moves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.hours_value import HolidayValue

NEW_YEAR, SPRING, QINGMING = _("元旦"), _("春节"), _("清明节")
LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL = _("劳动节"), _("端午节"), _("中秋节"), _("国庆节")


@dataclass(frozen=True, slots=True)
class Offer:
    """The holidays of one year and on whose word."""

    year: int
    source: str | Promise
    # Name, first day, last day.
    stretches: tuple[tuple[str | Promise, date, date], ...]

    def days(self, since: date) -> Iterator[HolidayValue]:
        """Every day from a date on, closed."""
        for name, first, last in self.stretches:
            for number in range((last - first).days + 1):
                day = first + timedelta(number)
                if day >= since:
                    yield {
                        "date": day.isoformat(),
                        "name": str(name),
                        "times": [],
                        "source": str(self.source),
                    }


OFFERS = (
    Offer(
        2026,
        _("国务院办公厅关于 2026 年部分节假日安排的通知，2025 年 11 月 4 日"),
        (
            (NEW_YEAR, date(2026, 1, 1), date(2026, 1, 3)),
            (SPRING, date(2026, 2, 15), date(2026, 2, 23)),
            (QINGMING, date(2026, 4, 4), date(2026, 4, 6)),
            (LABOUR, date(2026, 5, 1), date(2026, 5, 5)),
            (DRAGON_BOAT, date(2026, 6, 19), date(2026, 6, 21)),
            (MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 27)),
            (NATIONAL, date(2026, 10, 1), date(2026, 10, 7)),
        ),
    ),
    Offer(
        2027,
        _("全国年节及纪念日放假办法（2024 年修订）的法定日；调休以国务院当年通知为准"),
        (
            (NEW_YEAR, date(2027, 1, 1), date(2027, 1, 1)),
            (SPRING, date(2027, 2, 5), date(2027, 2, 8)),
            (QINGMING, date(2027, 4, 5), date(2027, 4, 5)),
            (LABOUR, date(2027, 5, 1), date(2027, 5, 2)),
            (DRAGON_BOAT, date(2027, 6, 9), date(2027, 6, 9)),
            (MID_AUTUMN, date(2027, 9, 15), date(2027, 9, 15)),
            (NATIONAL, date(2027, 10, 1), date(2027, 10, 3)),
        ),
    ),
)


def offers_from(today: date) -> list[Offer]:
    """The years that still have a day to come."""
    return [one for one in OFFERS if any(True for _day in one.days(today))]


def offer_of(year: int) -> Offer | None:
    """The offer of a year."""
    return next((one for one in OFFERS if one.year == year), None)
