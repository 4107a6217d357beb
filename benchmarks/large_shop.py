"""The goals of a shop with a million messages: lists by key, and the page of the desk."""

from benchmarks.arithmetic import ratios, spread_of
from benchmarks.goals import INBOX, KEYSET, Figure
from benchmarks.plan import Plan
from benchmarks.section import Section
from benchmarks.servers import Bench


def measure_lists(bench: Bench, large: dict[str, object], plan: Plan) -> Section:
    """Pages of lists, over the cheapest question that there is."""
    found = bench.step("queries", **large, rounds=plan.rounds, times=200)
    rounds: list[dict[str, float]] = found["rounds"]

    def each(name: str) -> list[float]:
        return [one[name] for one in rounds]

    inbox, deep = ratios(each("inbox"), each("one row")), ratios(each("deep"), each("newest"))
    note = "" if large["messages"] == 1_000_000 else f"here {large['messages']:,}"
    return Section(
        "Lists",
        figures=[
            Figure(INBOX, inbox.middle, (inbox.least, inbox.most), note),
            Figure(KEYSET, deep.middle, (deep.least, deep.most), note),
        ],
        facts=[
            *((f"{name}, p50 ms", f"{spread_of(each(name)).middle:.3f}") for name in rounds[0]),
            ("index of the inbox", found["plans"]["inbox"]),
            ("index of the deep page", found["plans"]["deep"]),
            ("made in seconds", str(large["seconds"])),
        ],
        raw={"rounds": rounds, "plans": found["plans"]},
    )
