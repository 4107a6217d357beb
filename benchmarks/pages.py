"""The desk's page of a large shop: how long the server takes, how many questions it asks."""

import http.client
import time
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be set up first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.arithmetic import latency_of  # noqa: E402
from benchmarks.people import HOST, sign_in  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402
from conversations.models import Conversation  # noqa: E402


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Milliseconds over the line for two pages, after a few that count for nothing."""
    cookie = sign_in(job["port"], job["agent"])
    thread = (
        Conversation.objects.filter(shop_id=job["shop"], owner_id=job["member"], state="active")
        .order_by("-last_at")
        .values_list("pk", flat=True)[0]
    )
    desk, panel = "/desk/", f"/desk/{thread}/panel/"
    return {
        "desk": latency_of(_times(job, desk, cookie)).as_json(),
        "panel": latency_of(_times(job, panel, cookie)).as_json(),
        "desk_queries": _queries(desk, cookie),
        "panel_queries": _queries(panel, cookie),
    }


def _times(job: dict[str, Any], path: str, cookie: str) -> list[float]:
    line = http.client.HTTPConnection(HOST, job["port"], timeout=30)
    took = []
    for number in range(job["loads"] + 5):
        begin = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        if number >= 5:
            took.append(time.perf_counter() - begin)
    line.close()
    return took


def _queries(path: str, cookie: str) -> int:
    browser = Client(SERVER_NAME=HOST, headers={"cookie": cookie})
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code} here.")
    return len(asked)


if __name__ == "__main__":
    answer_job(run(read_job()))
