"""How long personal data is kept, in calendar months. Pure."""

from datetime import datetime


def months_before(moment: datetime, months: int) -> datetime:
    """The same day of the month so many months earlier, or the month's last."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=years, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=years, month=month + 1, day=min(moment.day, 28))
