"""One worker at the sweep of reminders: tells what is due until nothing is left."""

import time
from typing import Any

import django

django.setup()

from benchmarks.servers import answer_job, read_job, say_ready  # noqa: E402  after Django
from helpdesk.followups.actions.sweeping import remind_due  # noqa: E402
from helpdesk.followups.models import Reminder  # noqa: E402


def run(job: dict[str, Any]) -> dict[str, Any]:
    """How many it told, and from when until when by the clock that all processes share."""
    Reminder.objects.filter(shop_id=0).exists()  # a connection, before the clock runs
    say_ready()
    time.sleep(max(0.0, job["at"] - time.time()))
    begin, told = time.time(), 0
    while some := remind_due():
        told += some
    return {"told": told, "begin": begin, "end": time.time()}


if __name__ == "__main__":
    answer_job(run(read_job()))
