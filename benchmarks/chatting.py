"""From the buyer's key to the agent's screen: floors and subject by turns, round after round."""

from collections.abc import Callable
from typing import Any

from benchmarks.arithmetic import Spread, ratios, spread_of
from benchmarks.counting import Tally
from benchmarks.goals import MANY_CHATS, MANY_CHATS_P99, ONE_CHAT, SUSTAINED, Figure
from benchmarks.people import sign_in, visitor_tokens
from benchmarks.plan import FULL, Plan
from benchmarks.processes import Usage
from benchmarks.section import Section
from benchmarks.servers import Bench, Served

Step = dict[str, Any]
SLOW, FAST = 40, 200
CEILING_SECONDS = 2.5


class Crowd:
    """The people of the run: agents signed in, buyers with their tokens and threads."""

    def __init__(self, bench: Bench, web: Served, plan: Plan) -> None:
        staged = bench.step("stage", agents=plan.agents)
        self.shop: int = staged["shop"]
        self.members: list[int] = staged["members"]
        self.names: list[str] = staged["agents"]
        self.cookies = [sign_in(web.port, name) for name in self.names]
        self.tokens = visitor_tokens(web.port, max(plan.chats, plan.sockets))
        self.conversations: list[int] = []
        opened = bench.step("load", mode="open", **self.job(web, plan.chats))
        self.conversations = opened["conversations"]

    def job(self, web: Served, chats: int) -> Step:
        """What the load needs to know of them."""
        return {
            "port": web.port,
            "shop": self.shop,
            "cookies": self.cookies,
            "tokens": self.tokens[:chats],
            "conversations": self.conversations[:chats],
        }


def measure_chatting(
    bench: Bench, web: Served, crowd: Crowd, plan: Plan, say: Callable[[str], None]
) -> Section:
    """All rounds. Figures are medians of the rounds' ratios."""
    echo = bench.echo()
    echo.start()
    rounds = []
    for number in range(plan.rounds):
        rounds.append(_round(bench, web, echo, crowd, plan, number))
        last = rounds[-1]
        say(
            f"round {number + 1}/{plan.rounds}: 1 chat {last['one']['seen']['p50']} ms, "
            f"{plan.chats} chats {last['many']['seen']['p50']} ms, "
            f"{last['closed']['per_second']:.0f} messages/s"
        )
    echo.stop()
    section = Section("Chatting", raw={"rounds": rounds})
    section.figures = figures_of(rounds, chats=plan.chats)
    section.facts = _facts(rounds)
    for one in rounds:
        for step in ("one", "many", "closed"):
            counts = {key: one[step][key] for key in ("lost", "duplicated", "disordered")}
            section.tally += Tally(**counts)
    section.facts.append(("8 kB written and synced, p50", _disk(bench)))
    section.facts.append(("Redis from PUBLISH to subscriber, p50", _hint(bench)))
    return section


def _round(
    bench: Bench, web: Served, echo: Served, crowd: Crowd, plan: Plan, number: int
) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    pace = {"warm": plan.warm, "seconds": plan.seconds}
    for name, rate, chats, seconds in (
        ("one", SLOW, 1, plan.seconds),
        ("many", FAST, plan.chats, plan.crowd_seconds),
    ):
        seeded = {**pace, "seconds": seconds, "rate": rate, "seed": 100 * number + rate}
        steps[f"echo {name}"] = bench.step("floors", floor="echo", port=echo.port, **seeded)
        steps[f"commit {name}"] = bench.step("floors", floor="commit", **seeded)
        usage = Usage(web.pid)
        steps[name] = bench.step("load", mode="paced", **crowd.job(web, chats), **seeded)
        steps[name]["server_cpu"] = usage.share()
    steps["ceiling"] = bench.step("floors", floor="ceiling", seconds=CEILING_SECONDS)
    usage = Usage(web.pid)
    steps["closed"] = bench.step("load", mode="closed", **crowd.job(web, plan.busy), **pace)
    steps["closed"]["server_cpu"] = usage.share()
    return steps


def figures_of(rounds: list[dict[str, Step]], *, chats: int) -> list[Figure]:
    """The four goals that the rounds speak to; a note where it were fewer chats than theirs."""

    def over_floors(step: str, point: str) -> Spread:
        subject = [one[step]["seen"][point] for one in rounds]
        floor = [one[f"echo {step}"][point] + one[f"commit {step}"][point] for one in rounds]
        return ratios(subject, floor)

    sustained = ratios(
        [one["closed"]["per_second"] for one in rounds],
        [one["ceiling"]["per_second"] for one in rounds],
    )
    note = "" if chats == FULL.chats else f"here {chats}"
    found = (
        (ONE_CHAT, over_floors("one", "p50"), ""),
        (MANY_CHATS, over_floors("many", "p50"), note),
        (MANY_CHATS_P99, over_floors("many", "p99"), note),
        (SUSTAINED, sustained, ""),
    )
    return [Figure(name, one.middle, (one.least, one.most), note) for name, one, note in found]


def _facts(rounds: list[dict[str, Step]]) -> list[tuple[str, str]]:
    def line(step: str, *path: str) -> str:
        values = []
        for one in rounds:
            value: Any = one[step]
            for key in path:
                value = value[key]
            values.append(float(value))
        found = spread_of(values)
        return f"{found.middle:.2f} ({found.least:.2f} to {found.most:.2f})"

    facts = []
    for name, words in (("one", "1 chat, 40/s"), ("many", "all chats, 200/s")):
        facts += [
            (f"{words}: seen p50, ms", line(name, "seen", "p50")),
            (f"{words}: seen p99, ms", line(name, "seen", "p99")),
            (f"{words}: acknowledged p50, ms", line(name, "acked", "p50")),
            (f"{words}: echo p50, ms", line(f"echo {name}", "p50")),
            (f"{words}: commit p50, ms", line(f"commit {name}", "p50")),
            (f"{words}: processor of server", line(name, "server_cpu")),
            (f"{words}: processor of client", line(name, "client_cpu")),
        ]
    return [
        *facts,
        ("closed loop: messages/s", line("closed", "per_second")),
        ("closed loop: seen p50, ms", line("closed", "seen", "p50")),
        ("closed loop: processor of server", line("closed", "server_cpu")),
        ("closed loop: processor of client", line("closed", "client_cpu")),
        ("20 connections: transactions/s", line("ceiling", "per_second")),
        ("20 connections, one round trip each: commits/s", line("ceiling", "at_once")),
    ]


def _disk(bench: Bench) -> str:
    return f"{bench.step('floors', floor='disk', folder=str(bench.folder))['p50']:.2f} ms"


def _hint(bench: Bench) -> str:
    found = bench.step("floors", floor="hint", redis=bench.servers.redis_url)
    return f"{found['p50']:.2f} ms"
