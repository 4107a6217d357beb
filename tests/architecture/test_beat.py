"""Whatever the clock is to start, a worker knows."""

import pytest
from django.conf import settings

from helpdesk.celery import app


@pytest.fixture(scope="module", autouse=True)
def tasks() -> None:
    app.loader.import_default_modules()  # as a worker does when it starts


@pytest.mark.parametrize("line", settings.CELERY_BEAT_SCHEDULE)
def test_every_line_of_the_schedule_names_a_task(line: str) -> None:
    task = settings.CELERY_BEAT_SCHEDULE[line]["task"]
    assert task in app.tasks, f"{line}: no worker knows {task}"


def test_the_worker_waits_for_redis_however_long_it_is_away() -> None:
    """Celery's own preset lets it end after a hundred tries, some fifty minutes."""
    assert app.conf.broker_connection_max_retries is None
