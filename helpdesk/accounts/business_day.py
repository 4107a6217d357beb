"""A shop's business day: it ends at the shop's own hour, so that a late shift's figures belong to
the evening on which it began. Source: docs/trade.md, "Response figures"."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def business_day(moment: datetime, *, zone: str, cut: time) -> date:
    """The business day to which a moment belongs; ``cut`` is the hour at which a day ends."""
    local = moment.astimezone(ZoneInfo(zone))
    day = local.date()
    return day - timedelta(days=1) if local.time() < cut else day


def days_span(first: date, last: date, *, zone: str, cut: time) -> tuple[datetime, datetime]:
    """From the beginning of the first day until before the end of the last."""
    place = ZoneInfo(zone)
    return (
        datetime.combine(first, cut, tzinfo=place),
        datetime.combine(last + timedelta(days=1), cut, tzinfo=place),
    )
