"""The goals of a shop with a million messages: lists by key, and the page of the desk."""

from benchmarks.arithmetic import ratios, spread_of
from benchmarks.goals import INBOX, KEYSET, SEARCH_RECALL, SEARCH_SPEED, Figure
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


def measure_search(bench: Bench, large: dict[str, object], plan: Plan) -> Section:
    """Every class of questions, beside LIKE over all that was said."""
    found = bench.step("seeking", **large, each=plan.questions)
    classes: dict[str, dict[str, float]] = found["classes"]
    times = {name: one["like_p50"] / one["p50"] for name, one in classes.items()}
    slowest = min(times, key=lambda name: times[name])
    recall = min(one["recall"] for name, one in classes.items() if name != "one character")
    note = "" if large["messages"] == 1_000_000 else f"here {large['messages']:,}"
    said = f"{slowest}, {note}" if note else slowest
    span = (times[slowest], max(times.values()))
    return Section(
        "Search",
        figures=[
            Figure(SEARCH_SPEED, times[slowest], span, said),
            Figure(SEARCH_RECALL, recall, None, note),
        ],
        facts=[
            *(
                (
                    f"{name}, p50 ms",
                    f"{one['p50']:.2f} (longest {one['longest']:.1f}; LIKE {one['like_p50']:.0f}; "
                    f"recall {one['recall']:.3f}, precision {one['precision']:.3f})",
                )
                for name, one in classes.items()
            ),
            ("filled in seconds", str(found["filled_in"])),
        ],
        raw=dict(found),
    )
