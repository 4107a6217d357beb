"""The Celery application. Work owed is always a row in Postgres; the queue is only a wake-up."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = Celery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["helpdesk.commerce.imports"])
app.conf.beat_scheduler = "helpdesk.beat:GuardedScheduler"
app.steps["worker"].add("helpdesk.beat:WorkerPulse")
