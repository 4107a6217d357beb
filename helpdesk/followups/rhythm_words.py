"""How a rhythm reads, and its next times."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.followups.due_words import WEEKDAYS, day_words
from helpdesk.followups.rhythm import Every, Rhythm

SHOWN = 3
LAST_DAY_OF_ALL = 28
"""Every month has it."""


def rhythm_said(*, every: Every | str, weekday: int, day: int, at: time) -> str:
    """「每周五 17:00」."""
    clock = f"{at:%H:%M}"
    if every == Every.DAY:
        return _("每天 %(clock)s") % {"clock": clock}
    if every == Every.WEEK:
        return _("每%(weekday)s %(clock)s") % {"weekday": WEEKDAYS[weekday], "clock": clock}
    words = _("每月 %(day)s 日 %(clock)s")
    if every == Every.QUARTER:
        words = _("每季度第一个月的 %(day)s 日 %(clock)s")
    said = words % {"day": day, "clock": clock}
    if day > LAST_DAY_OF_ALL:
        said += _("，那个月没有这天就在月底")
    return said


def next_times(rhythm: Rhythm, first: datetime, now: datetime) -> list[str]:
    """The next three, from ``first`` on, as they are said today."""
    found = [first]
    while len(found) < SHOWN:
        found.append(rhythm.first_after(found[-1]))
    return [f"{day_words(due, now)} {timezone.localtime(due):%H:%M}" for due in found]
