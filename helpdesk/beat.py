"""Signs of life of worker and beat, and the lock that lets only one beat tick.

Both write to Postgres, so `/healthz` can tell which of them is missing whatever Redis does.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler
from django.db import Error, close_old_connections, connection

from helpdesk.accounts.actions.pulse import beat

logger = logging.getLogger(__name__)

PULSE_SECONDS = 5.0
ALMOST_NOW = timedelta(seconds=1)
BEAT_LOCK = 0x68656C70
"""Advisory lock of the one beat that may tick; freed by Postgres when its holder dies."""


def sign_of_life(name: str, *, fresh: bool = True) -> None:
    """Write it; a database that is away is reported by its own check, not here.

    ``fresh`` lets an old connection go first; the beat keeps its own, which holds the lock.
    """
    try:
        if fresh:
            close_old_connections()
        beat(name)
    except Error:
        logger.warning("The sign of life of %s could not be written", name)


class WorkerPulse(bootsteps.StartStopStep):
    """Writes the worker's sign of life from its own main loop."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        sign_of_life("worker")
        self.entry = parent.timer.call_repeatedly(PULSE_SECONDS, sign_of_life, ("worker",))

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()


class GuardedScheduler(PersistentScheduler):
    """Ticks only while it holds the lock: a second beat waits, and takes over when needed.

    A clock that is put back leaves every line of the schedule with a last run that is still to
    come: Celery would then be silent until the old time is reached again.
    """

    _held = False
    _pulse_due = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if not self._holds_lock():
            return 1.0
        self._forget_the_future()
        if time.monotonic() >= self._pulse_due:
            sign_of_life("beat", fresh=False)
            self._pulse_due = time.monotonic() + PULSE_SECONDS
        return min(float(super().tick(*args, **kwargs)), PULSE_SECONDS)

    def _forget_the_future(self) -> None:
        """What ran at a time that has not come yet counts as run now, and is queued anew."""
        entries = list(self.schedule.values())
        ahead = [one for one in entries if one.last_run_at > one.default_now() + ALMOST_NOW]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        if ahead:
            logger.warning("The clock was put back: the schedule goes on from now")
            self._heap = None

    def _holds_lock(self) -> bool:
        try:
            if self._held and connection.is_usable():
                return True
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [BEAT_LOCK])
                self._held = bool(cursor.fetchone()[0])
        except Error:
            self._held = False
        return self._held
