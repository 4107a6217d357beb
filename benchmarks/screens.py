"""The goals of pages and of idle sockets, each on a serving process of its own."""

from statistics import median

from benchmarks.chatting import Crowd
from benchmarks.goals import (
    DESK_QUERIES,
    DESK_TIME,
    FIRST_MESSAGE,
    IDLE_MEMORY,
    SCRIPT_KEY,
    WIDGET_BYTES,
    Figure,
)
from benchmarks.plan import Plan
from benchmarks.section import Section
from benchmarks.servers import Bench, Served


def measure_idle(bench: Bench, crowd: Crowd, plan: Plan) -> Section:
    """As many sockets on a fresh process of ours as on one that has nothing behind it."""
    found = {}
    for name, served in (("bare", bench.echo()), ("ours", bench.web())):
        served.start()
        tokens = crowd.tokens[: plan.sockets] if name == "ours" else []
        found[name] = bench.step(
            "idle",
            port=served.port,
            pid=served.pid,
            count=plan.sockets,
            tokens=tokens,
            seconds=plan.idle_seconds,
        )
        served.stop()
    ours, bare = found["ours"], found["bare"]
    return Section(
        "Idle sockets",
        figures=[Figure(IDLE_MEMORY, ours["bytes_each"] / bare["bytes_each"])],
        facts=[
            ("sockets", str(plan.sockets)),
            ("KB each, ours", f"{ours['bytes_each'] / 1024:.1f}"),
            ("KB each, bare", f"{bare['bytes_each'] / 1024:.1f}"),
            ("connects a second with hello, ours", f"{ours['connects_per_second']:.0f}"),
            ("connects a second, bare", f"{bare['connects_per_second']:.0f}"),
            ("processor while all idle, ours", f"{ours['idle_cpu']:.1%}"),
            ("processor while all idle, bare", f"{bare['idle_cpu']:.1%}"),
        ],
        raw=dict(found),
    )


def measure_desk(bench: Bench, web: Served, large: dict[str, object], plan: Plan) -> Section:
    """The page an agent opens, in the large shop."""
    found = bench.step("pages", **large, port=web.port, loads=plan.page_loads)
    return Section(
        "Desk page",
        figures=[
            Figure(DESK_TIME, found["desk"]["p50"]),
            Figure(DESK_QUERIES, found["desk_queries"]),
        ],
        facts=[
            ("server time p99, ms", f"{found['desk']['p99']:.1f}"),
            ("panel beside a chat, p50 ms", f"{found['panel']['p50']:.1f}"),
            ("panel beside a chat, queries", str(found["panel_queries"])),
        ],
        raw=found,
    )


def measure_slow_line(bench: Bench, web: Served, plan: Plan) -> Section:
    """The buyer's page in Chromium."""
    found = bench.step("slow_line", port=web.port, times=plan.first_messages)
    stored = found["stored"]
    return Section(
        "Buyer's page",
        figures=[
            Figure(WIDGET_BYTES, found["bytes"] / 1024),
            Figure(FIRST_MESSAGE, median(stored), (min(stored), max(stored))),
        ],
        facts=[
            ("answers of the server", str(found["answers"])),
            ("their headers besides, KB", f"{found['headers'] / 1024:.1f}"),
            ("page complete on the slow line, s", f"{median(found['ready']):.2f}"),
        ],
        raw=found,
    )


def measure_picker(bench: Bench, web: Served, crowd: Crowd, plan: Plan) -> Section:
    """Keys behind a slash at the desk."""
    found = bench.step(
        "picker",
        port=web.port,
        shop=crowd.shop,
        member=crowd.members[0],
        agent=crowd.names[0],
        keys=plan.script_keys,
    )
    return Section(
        "Script picker",
        figures=[Figure(SCRIPT_KEY, found["p99"])],
        facts=[
            ("scripts", f"{found['scripts']:,}"),
            ("keys", str(found["count"])),
            ("a key, p50 ms", f"{found['p50']:.2f}"),
            ("a key, longest ms", f"{found['max']:.2f}"),
        ],
        raw=found,
    )
