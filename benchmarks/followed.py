"""The goals of a shop that owes a lot: the radar, its cases, and the sweep of what is due."""

import time

from benchmarks.goals import CASES, RADAR, SWEEP, Figure
from benchmarks.plan import Plan
from benchmarks.section import Section
from benchmarks.servers import Bench, Served

WORKERS, START_IN = 2, 4.0


def measure_radar(bench: Bench, web: Served, large: dict[str, object], plan: Plan) -> Section:
    """Orders and open follow-ups into the large shop, then every way to look at the radar."""
    made = bench.step("owing", shop=large["shop"], orders=plan.orders, followups=plan.followups)
    found = bench.step("radar", agent=large["agent"], port=web.port, loads=plan.page_loads)
    slowest = max(found, key=lambda name: found[name]["p50"])
    here = f", here {plan.followups:,} and {plan.orders:,}" if plan.orders != 1_000_000 else ""
    return Section(
        "Radar",
        figures=[Figure(RADAR, found[slowest]["p50"], None, f"{slowest}{here}")],
        facts=[
            *(
                (f"{name}, p50 ms", f"{one['p50']:.1f} (p99 {one['p99']:.1f})")
                for name, one in found.items()
            ),
            ("made in seconds", str(made["seconds"])),
        ],
        raw=dict(found),
    )


def measure_cases(bench: Bench, web: Served, large: dict[str, object], plan: Plan) -> Section:
    """Cases on the orders of that shop, then every tab of their list."""
    made = bench.step("casework", shop=large["shop"], cases=plan.cases)
    found = bench.step("cases", agent=large["agent"], port=web.port, loads=plan.page_loads)
    slowest = max(found, key=lambda name: found[name]["p50"])
    here = f", here {plan.cases:,} and {plan.orders:,}" if plan.orders != 1_000_000 else ""
    return Section(
        "Cases",
        figures=[Figure(CASES, found[slowest]["p50"], None, f"{slowest}{here}")],
        facts=[
            *(
                (f"{name}, p50 ms", f"{one['p50']:.1f} (p99 {one['p99']:.1f})")
                for name, one in found.items()
            ),
            ("made in seconds", str(made["seconds"])),
        ],
        raw=dict(found),
    )


def measure_sweep(bench: Bench, plan: Plan) -> Section:
    """Every reminder of that shop is due; two workers share them."""
    at = time.time() + START_IN
    steps = [bench.begin("sweep", at=at) for _ in range(WORKERS)]
    for step in steps:
        step.wait_until_ready()
    found = [step.answer() for step in steps]
    told = sum(one["told"] for one in found)
    if told != plan.followups:
        raise RuntimeError(f"{told} reminders were told, {plan.followups} were due.")
    seconds = max(one["end"] for one in found) - min(one["begin"] for one in found)
    here = "" if told == 100_000 else f"here {told:,}"
    return Section(
        "Sweep",
        figures=[Figure(SWEEP, told / seconds, None, here)],
        facts=[
            ("seconds for all", f"{seconds:.1f}"),
            *((f"told by worker {at}", f"{one['told']:,}") for at, one in enumerate(found, 1)),
        ],
        raw={"workers": found},
    )
