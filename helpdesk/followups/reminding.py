"""When somebody is reminded of a follow-up. Pure."""

from datetime import datetime

DUE = 100
"""Percent of the span: it is due."""


def reminder_times(
    *, starts_at: datetime, due_at: datetime, percentages: list[int], after: datetime
) -> list[tuple[int, datetime]]:
    """Each point of the span and its moment, the end among them; none that is over already,
    except the end: what is due is always told."""
    span = due_at - starts_at
    points = [(percent, starts_at + span * percent / DUE) for percent in sorted(set(percentages))]
    return [(percent, at) for percent, at in points if at > after and percent < DUE] + [
        (DUE, due_at)
    ]
