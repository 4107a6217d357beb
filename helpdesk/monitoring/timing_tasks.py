"""Times background tasks, and makes worker and beat share their figures, by Celery's signals."""

import time
from typing import Any

from celery.signals import (
    beat_init,
    task_postrun,
    task_prerun,
    worker_init,
    worker_process_init,
)

from helpdesk.monitoring import sharing
from helpdesk.realtime.counters import observe

_began: dict[str, float] = {}


@worker_init.connect(weak=False)  # type: ignore[untyped-decorator]
@worker_process_init.connect(weak=False)  # type: ignore[untyped-decorator]
def a_worker(**_: Any) -> None:
    """The worker's main process, then each of its children."""
    sharing.start("worker")


@beat_init.connect(weak=False)  # type: ignore[untyped-decorator]
def a_beat(**_: Any) -> None:
    sharing.start("beat")


@task_prerun.connect(weak=False)  # type: ignore[untyped-decorator]
def begins(task_id: str, **_: Any) -> None:
    _began[task_id] = time.perf_counter()


@task_postrun.connect(weak=False)  # type: ignore[untyped-decorator]
def ends(task_id: str, task: Any, state: str | None = None, **_: Any) -> None:
    """``state`` is Celery's: SUCCESS, FAILURE, RETRY."""
    began = _began.pop(task_id, None)
    if began is not None:
        observe("task", time.perf_counter() - began, task.name, (state or "unknown").lower())
