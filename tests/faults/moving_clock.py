"""The product's settings on a machine whose clock a test moves: every clock that the product asks
for the time of day runs ahead by the seconds in the file CLOCK_FILE. Postgres keeps its own, so
the two differ too, which is worse than a clock that is wrong everywhere.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from celery import Celery
from django.utils import timezone

from helpdesk.kernel import clock

_file = Path(os.environ["CLOCK_FILE"])
_real_time, _real_now, _real_django, _real_celery = time.time, clock.now, timezone.now, Celery.now


def offset() -> float:
    """Seconds by which the clock is wrong at this moment."""
    try:
        return float(_file.read_text() or 0)
    except FileNotFoundError:
        return 0.0


def _moved(moment: datetime) -> datetime:
    return moment + timedelta(seconds=offset())


time.time = lambda: _real_time() + offset()
clock.now = lambda: _moved(_real_now())
timezone.now = lambda: _moved(_real_django())
Celery.now = lambda self: _moved(_real_celery(self))

from helpdesk.settings import *  # noqa: E402, F403  the clock is moved before anybody takes it
