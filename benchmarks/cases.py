"""The list of cases of a large shop: each tab and filter, how long the server takes."""

from typing import Any

from benchmarks.people import sign_in
from benchmarks.radar import times_of
from benchmarks.servers import answer_job, read_job

TABS = {
    "waiting for us": "/cases/now/?tab=ours",
    "waiting for others": "/cases/now/?tab=theirs",
    "money on its way": "/cases/now/?tab=money",
    "to be decided": "/cases/now/?tab=approval",
    "all open": "/cases/now/?tab=all",
    "over": "/cases/now/?tab=over",
    "my returns": "/cases/now/?tab=all&mine=1&kind=return",
    "of one cause": "/cases/now/?tab=all&cause=quality",
    "count of the rail": "/cases/count/",
}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Milliseconds over the line of each."""
    cookie = sign_in(job["port"], job["agent"])
    return {name: times_of(job, path, cookie) for name, path in TABS.items()}


if __name__ == "__main__":
    answer_job(run(read_job()))
