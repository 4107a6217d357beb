"""The radar of a large shop: each way to look at it, its counts, how long the server takes."""

import http.client
import time
from typing import Any

from benchmarks.arithmetic import latency_of
from benchmarks.people import HOST, sign_in
from benchmarks.servers import answer_job, read_job

VIEWS = {
    "my groups', by time": "/todo/now/",
    "mine": "/todo/now/?whose=mine",
    "the shop, by money": "/todo/now/?whose=all&order=money",
    "the shop, late": "/todo/now/?whose=all&day=late",
    "one kind": "/todo/now/?kind=case_answer",
    "board of the shop": "/todo/now/?whose=all&view=board",
    "count of the rail": "/todo/count/",
}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Milliseconds over the line of each, after a few that count for nothing."""
    cookie = sign_in(job["port"], job["agent"])
    return {name: times_of(job, path, cookie) for name, path in VIEWS.items()}


def times_of(job: dict[str, Any], path: str, cookie: str) -> dict[str, float]:
    """Of one address, after two answers that count for nothing."""
    line = http.client.HTTPConnection(HOST, job["port"], timeout=60)
    took = []
    for number in range(job["loads"] + 2):
        begin = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        if number >= 2:
            took.append(time.perf_counter() - begin)
    line.close()
    return latency_of(took).as_json()


if __name__ == "__main__":
    answer_job(run(read_job()))
