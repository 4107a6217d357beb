"""A hint to the worker that something is owed, so that it need not wait for the next sweep.

Never in the way: it only sets a flag. One thread a process hands the hint to the queue, once for
many, and a Redis that does not answer costs nothing but the hint.
"""

import os
import threading

from kombu.exceptions import OperationalError

from helpdesk.realtime.counters import count

PAUSE_SECONDS = 0.25
"""Hints that come closer together are one."""

_wanted = threading.Event()
_lock = threading.Lock()
_thread: threading.Thread | None = None
_owner = 0


def nudge() -> None:
    """Something is owed and committed."""
    global _thread, _owner
    _wanted.set()
    if _thread is not None and _thread.is_alive() and _owner == os.getpid():
        return
    with _lock:
        if _thread is None or not _thread.is_alive() or _owner != os.getpid():
            _owner = os.getpid()
            _thread = threading.Thread(target=_hand_on, daemon=True, name="webhook-nudge")
            _thread.start()


def _hand_on() -> None:
    from helpdesk.integrations.tasks import deliver_webhooks

    quiet = threading.Event()
    while True:
        _wanted.wait()
        _wanted.clear()
        try:
            deliver_webhooks.apply_async(retry=False, expires=10)
            count("webhook_nudge", 1, "sent")
        except (OperationalError, OSError):
            count("webhook_nudge", 1, "failed")
        quiet.wait(PAUSE_SECONDS)
