"""`make bench`: starts its own servers, alternates floors and subject, says what came of it.

The last line is JSON for programs. It ends with 1 when a part could not be measured, or when a
message was lost, twice or out of order; a missed goal is no failure of the run. Ctrl+C stops
everything that it started.
"""

import argparse
import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.chatting import Crowd, measure_chatting
from benchmarks.faults import measure_faults
from benchmarks.followed import measure_cases, measure_radar, measure_sweep
from benchmarks.goals import TRUTH, Figure, last_line
from benchmarks.large_shop import measure_lists, measure_search
from benchmarks.machine import machine_facts
from benchmarks.plan import FULL, QUICK, Plan
from benchmarks.publishing import published
from benchmarks.report import report, tally_of
from benchmarks.screens import measure_desk, measure_idle, measure_picker, measure_slow_line
from benchmarks.section import Section
from benchmarks.servers import Bench, BenchError, Served, bench
from helpdesk.embedded.errors import EmbeddedError

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parents[1] / "docs/benchmarks.md"
PEOPLE = ("chatting", "idle sockets", "faults", "a buyer on a slow line", "script picker")
LARGE = ("lists", "search", "desk page", "radar", "cases", "sweep")
NO_ROLL_UP = (
    "dashboards from roll-ups over direct SQL: there is no roll-up yet, response figures are read "
    "from the turns themselves."
)


class Run:
    """One run and what it has found so far."""

    def __init__(self, plan: Plan, only: Sequence[str] = ()) -> None:
        self.plan = plan
        self.only = only
        self.sections: list[Section] = []
        self.missing = [NO_ROLL_UP]
        self.failed = False
        self._begin = time.monotonic()

    def seconds(self) -> int:
        return int(time.monotonic() - self._begin)

    def say(self, words: str) -> None:
        """Progress, on the side: the report alone goes to the standard output."""
        print(f"[{time.monotonic() - self._begin:5.0f} s] {words}", file=sys.stderr, flush=True)

    def part(self, name: str, measure: Callable[[], Section]) -> None:
        """One part; when it fails the others still count, and the run says so."""
        if not self.wants(name):
            return
        self.say(name)
        try:
            self.sections.append(measure())
        except (BenchError, OSError, RuntimeError, ValueError, KeyError) as problem:
            self.failed = True
            self.missing.append(f"{name}: {problem}")
            self.say(f"{name} FAILED: {problem}")

    def wants(self, *names: str) -> bool:
        """Whether any of these parts is to be measured."""
        return not self.only or any(name in self.only for name in names)

    def measure(self) -> dict[str, str]:
        """Every part, on fresh servers; the machine's facts."""
        with bench() as stack:
            facts = machine_facts(stack.servers.database_url, stack.servers.redis_url)
            self._measure_on(stack)
        return facts

    def _measure_on(self, stack: Bench) -> None:
        web = stack.web()
        web.start()
        if self.wants(*PEOPLE):
            self._measure_people(stack, web)
        if self.wants(*LARGE):
            self._measure_large(stack, web)
        tally = tally_of(self.sections)
        wrong = tally.lost + tally.duplicated + tally.disordered
        self.sections.append(Section("Truth", figures=[Figure(TRUTH, wrong)]))

    def _measure_people(self, stack: Bench, web: Served) -> None:
        self.say("people come in")
        crowd = Crowd(stack, web, self.plan)
        self.part("chatting", lambda: measure_chatting(stack, web, crowd, self.plan, self.say))
        self.part("idle sockets", lambda: measure_idle(stack, crowd, self.plan))
        self.part("faults", lambda: measure_faults(stack, crowd, self.plan))
        self.part("a buyer on a slow line", lambda: measure_slow_line(stack, web, self.plan))
        self.part("script picker", lambda: measure_picker(stack, web, crowd, self.plan))

    def _measure_large(self, stack: Bench, web: Served) -> None:
        """Last, since a million messages are in everybody's way."""
        self.say(f"a shop with {self.plan.messages:,} messages")
        try:
            large = stack.step("dataset", messages=self.plan.messages)
        except BenchError as problem:
            self.failed = True
            self.missing.append(f"the large shop: {problem}")
            return
        self.part("lists", lambda: measure_lists(stack, large, self.plan))
        self.part("search", lambda: measure_search(stack, large, self.plan))
        self.part("desk page", lambda: measure_desk(stack, web, large, self.plan))
        self.part("radar", lambda: measure_radar(stack, web, large, self.plan))
        self.part("cases", lambda: measure_cases(stack, web, large, self.plan))
        self.part("sweep", lambda: measure_sweep(stack, self.plan))


def main(arguments: list[str]) -> int:
    """0, or 1 when something is missing or was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes, for every day")
    parser.add_argument(
        "--only", nargs="+", choices=[*PEOPLE, *LARGE], default=[], help="parts; kept nowhere"
    )
    asked = parser.parse_args(arguments)
    # A shell that starts it in the background leaves SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    run = Run(QUICK if asked.quick else FULL, asked.only)
    try:
        facts = run.measure()
    except (BenchError, EmbeddedError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped; nothing was left behind.", file=sys.stderr)
        return 130
    figures = [figure for section in run.sections for figure in section.figures]
    tally = tally_of(run.sections)
    line = last_line(figures, tally.as_json())
    words = report(run.sections, machine=facts, missing=run.missing)
    _keep(run, facts, line, words)
    print(words)
    print(json.dumps(line, ensure_ascii=False))
    return 1 if run.failed or not tally.clean else 0


def _keep(run: Run, facts: dict[str, str], line: dict[str, object], words: str) -> None:
    """The dated file of a whole run, and its report in the page; of less nothing is kept."""
    moment = datetime.now(UTC)
    if run.plan is not FULL or run.only:
        return
    RESULTS.mkdir(exist_ok=True)
    body = {
        "at": moment.isoformat(timespec="seconds"),
        "plan": run.plan.name,
        "seconds": run.seconds(),
        "machine": facts,
        **line,
        "sections": {
            section.title: {"facts": dict(section.facts), **section.raw} for section in run.sections
        },
        "missing": run.missing,
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    file = RESULTS / f"{moment:%Y-%m-%d-%H%M}.json"
    file.write_text(f"{text}\n", encoding="utf-8")
    said = f"{moment:%Y-%m-%d %H:%M} UTC, {run.seconds() // 60} minutes"
    page = PAGE.read_text(encoding="utf-8")
    new = published(page, report=words, results=file.name, said=said)
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
