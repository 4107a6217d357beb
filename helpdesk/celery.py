"""The Celery application. Work owed is always a row in Postgres; the queue is only a wake-up."""

import logging.config
import os
from importlib import import_module
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

from helpdesk.kernel.collector import look_rarely

look_rarely()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = Celery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["helpdesk.commerce.imports"])
app.conf.beat_scheduler = "helpdesk.beat:GuardedScheduler"
app.steps["worker"].add("helpdesk.beat:WorkerPulse")
import_module("helpdesk.monitoring.timing_tasks")


@setup_logging.connect  # type: ignore[untyped-decorator]
def log_like_everybody(**_: Any) -> None:
    """Celery's own handlers know nothing of masking: worker and beat log through ours."""
    logging.config.dictConfig(settings.LOGGING)
