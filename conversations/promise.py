"""By when a buyer who leaves a message is answered. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from helpdesk.accounts.hours_value import hours_in


def promised_by(
    clock: Mapping[str, Any], policies: Mapping[str, Any], *, asked_at: datetime, hours: int
) -> datetime:
    """So many hours from the shop's next opening after it was asked; it never moves while the
    buyer waits. ``clock`` has the shop's ``time_zone`` and ``business_day_cut``."""
    opening = hours_in(
        policies, time_zone=clock["time_zone"], business_day_cut=clock["business_day_cut"]
    ).next_opening(asked_at)
    return (opening or asked_at) + timedelta(hours=hours)
