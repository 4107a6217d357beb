"""The time, in one place so that tests can set it. Always UTC and aware."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, as the wire promises: 2026-11-21T15:04:05.678Z."""
    stamp = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{stamp.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
