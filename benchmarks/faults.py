"""Breaks what people talk over: buyers on one serving process, agents on another, both real.

`tests/faults/` is the proof that gates a release; this counts on the machine where it is run,
and says how long people were away.
"""

import time
from collections.abc import Callable
from typing import Any

from benchmarks.chatting import Crowd
from benchmarks.counting import Tally
from benchmarks.plan import Plan
from benchmarks.section import Section
from benchmarks.servers import Bench, BenchError, Served

CHATS = 20
REDIS_SECONDS = 3.0
TALK_FIRST = 1.5
Break = Callable[[], None]


def measure_faults(bench: Bench, crowd: Crowd, plan: Plan) -> Section:
    """Four faults, one after the other; all counts together."""
    left, right = bench.web(), bench.web()
    left.start()
    right.start()
    section = Section("Faults")

    def one(name: str, broken: Break, *, idle: int = 0, slow: bool = False) -> None:
        found = _fault(bench, crowd, (left, right), broken, plan, idle=idle, slow=slow)
        counts = Tally(**{key: found[key] for key in ("lost", "duplicated", "disordered")})
        section.tally += counts
        section.raw[name] = found
        section.facts.append((name, _said(found)))
        if slow:
            section.tally.lost += found["missing_after"]

    one("both processes killed with -9", lambda: _kill_both(left, right))
    one("Redis stopped for 3 s", lambda: _stop_redis(bench))
    one("a slow reader", lambda: None, slow=True)
    one("reconnect storm", lambda: _kill(left), idle=plan.storm)
    left.stop()
    right.stop()
    return section


def _fault(
    bench: Bench,
    crowd: Crowd,
    served: tuple[Served, Served],
    broken: Break,
    plan: Plan,
    *,
    idle: int,
    slow: bool,
) -> dict[str, Any]:
    job = crowd.job(served[0], CHATS)
    job["tokens"] = crowd.tokens[: CHATS + idle]
    step = bench.begin(
        "recover",
        **job,
        desk_port=served[1].port,
        seconds=plan.fault_seconds,
        pause=0.05 if slow else 0.2,
        slow_reader=slow,
    )
    step.wait_until_ready()
    time.sleep(TALK_FIRST)
    broken()
    return step.answer()


def _kill(served: Served) -> None:
    served.kill()
    served.start()


def _kill_both(left: Served, right: Served) -> None:
    _kill(left)
    _kill(right)


def _stop_redis(bench: Bench) -> None:
    bench.servers.redis.stop()
    time.sleep(REDIS_SECONDS)
    bench.servers.redis.start()
    if bench.servers.redis.pid is None:
        raise BenchError("Redis did not come back.")


def _said(found: dict[str, Any]) -> str:
    words = (
        f"{found['sent']} messages, lost {found['lost']}, duplicated {found['duplicated']}, "
        f"disordered {found['disordered']}; {found['comebacks']} lines came back, "
        f"longest away {found['longest_away']} s; {found['late']} seen only after catching up"
    )
    if "was_cut" in found:
        cut = "was cut" if found["was_cut"] else "was not cut in that time"
        words += f"; the slow one {cut} and misses {found['missing_after']} afterwards"
    return words
