"""When people write: the shop's day and the pauses inside a chat."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from helpdesk.demo_shop.draws import weighted
from helpdesk.demo_shop.scenes import Line
from helpdesk.demo_shop.wording import SHANGHAI

OPENS: Final = time(8, 30)
CLOSES: Final = time(23, 30)

# A chat takes half an hour at the very most, so nobody starts one after 22:50.
_LAST_START: Final = 22 * 60 + 50
# How busy each half hour is, from 08:30 on: a lunch peak, a higher one after dinner.
_BUSY: Final = (
    *(1, 2, 2, 3, 3, 3, 4, 7, 8, 8, 6),  # 08:30 to 13:30
    *(4, 3, 3, 3, 3, 3, 3, 4, 4, 5, 6),  # 14:00 to 19:00
    *(8, 10, 11, 11, 9, 7, 4),  # 19:30 to 22:30
)
# Words after which somebody is busy with their hands for a while.
_CHECKING: Final = ("稍等", "两分钟", "我查一下")
_TRYING: Final = ("试试", "翻翻", "找找", "我说一声")


def start_minute(rng: Random) -> float:
    """A minute of the local day to open a chat at, by how busy the shop is."""
    opening = OPENS.hour * 60 + OPENS.minute + 30 * weighted(rng, _BUSY)
    return opening + rng.random() * min(30, _LAST_START - opening)


def at_minute(day: date, minute: float) -> datetime:
    """A minute of a Shanghai day as an aware UTC moment, in whole seconds."""
    midnight = datetime.combine(day, time(), SHANGHAI)
    return (midnight + timedelta(seconds=int(minute * 60))).astimezone(UTC)


def _gap(rng: Random, before: Line, line: Line, slow: bool) -> int:
    """Seconds between two lines; always two draws, whatever the branch."""
    roll, share = rng.random(), rng.random()
    typing = len(line.text) // 4
    if line.side == "buyer" and before.side == "buyer":
        trying = any(word in before.text for word in _TRYING)
        return (50 if trying else 2) + typing // 2 + int(share * 6)
    if line.side == "buyer":
        pause = 90 + int(share * 120) if roll < 0.06 else 0
        return 5 + typing + int(share * 34) + pause
    if before.side == "agent":
        looking = any(word in before.text for word in _CHECKING)
        return (60 if looking else 4) + typing + int(share * 16)
    if slow:
        return 120 + int(share * 210)
    return min(90, 5 + int(share * share * 70) + typing // 2)


def offsets(rng: Random, lines: Sequence[Line], *, may_be_slow: bool) -> list[int]:
    """Seconds from the first line to each line; at most one answer takes minutes."""
    slow_at = rng.randrange(len(lines)) if rng.random() < 0.18 else -1
    moments = [0]
    for number in range(1, len(lines)):
        slow = may_be_slow and number == slow_at
        moments.append(moments[-1] + _gap(rng, lines[number - 1], lines[number], slow))
    return moments
