"""By when a buyer who leaves a message is answered.

Business hours are another matter of the shop: whoever knows them registers a function that says
when the shop opens next; without one a shop counts as always open.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

NextOpening = Callable[[int, datetime], datetime]

_next_opening: list[NextOpening] = []


def register_next_opening(answer: NextOpening) -> None:
    """``answer(shop_id, moment)`` is the moment itself while the shop is open, else the next
    opening. Called once, from ``AppConfig.ready()``; it is asked under a socket's query, so it
    must be quick."""
    _next_opening[:] = [answer]


def promised_by(shop_id: int, *, asked_at: datetime, hours: int) -> datetime:
    """The promise is counted from the next opening, and never moves while the buyer waits."""
    opens = _next_opening[0](shop_id, asked_at) if _next_opening else asked_at
    return opens + timedelta(hours=hours)
