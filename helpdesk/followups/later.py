"""When "this evening" and "tomorrow morning" are, by the shop's clock. Pure."""

from datetime import datetime, timedelta
from typing import Literal

Choice = Literal["hour", "evening", "morning"]


def moment_of(choice: Choice, *, local: datetime, morning: int, evening: int) -> datetime:
    """An hour from now, the next evening, or the next morning that is not today's."""
    if choice == "hour":
        return local + timedelta(hours=1)
    hour = evening if choice == "evening" else morning
    at = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if choice == "morning" or at <= local:
        at += timedelta(days=1)
    return at
