"""The goals: each a figure with the least a shop needs (must) and where nobody has been (goal)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Met = Literal["goal", "must", "no"]


@dataclass(frozen=True)
class Goal:
    """One row. ``more_is_better`` turns both limits round."""

    name: str
    must: float
    goal: float
    unit: str = "x"
    more_is_better: bool = False

    def met_by(self, value: float) -> Met:
        """Which of the limits a figure keeps."""
        sign = -1 if self.more_is_better else 1
        if sign * value <= sign * self.goal:
            return "goal"
        return "must" if sign * value <= sign * self.must else "no"


GOALS = (
    Goal("send to agent sees, p50, 1 chat at 40/s, over echo + commit", 2.2, 1.5),
    Goal("send to agent sees, p50, 500 chats at 200/s, over echo + commit", 3.0, 1.8),
    Goal("send to agent sees, p99, 500 chats at 200/s, over echo p99 + commit p99", 2.5, 1.3),
    Goal(
        "sustained durable messages/s, one process, over 20-connection commits/s",
        0.5,
        1.6,
        more_is_better=True,
    ),
    Goal("memory per idle socket over a bare ASGI socket", 2.0, 1.4),
    Goal("inbox first page over a primary-key SELECT, 1,000,000 messages", 4.0, 2.0),
    Goal("keyset page at depth 95 % over the first page", 1.3, 1.1),
    Goal("search newest 20, slowest class, times faster than LIKE", 5.0, 20.0, "x", True),
    Goal("search recall from two characters", 1.0, 1.0, "", True),
    Goal("desk page, server time p50", 120, 60, "ms"),
    Goal("desk page, queries", 20, 12, ""),
    Goal("radar of 100,000 open, 1,000,000 orders, slowest view, server time p50", 100, 50, "ms"),
    Goal("list of 100,000 cases, 1,000,000 orders, slowest tab, server time p50", 100, 50, "ms"),
    Goal("reminders told by two workers, 100,000 due, a second", 1000, 3000, "", True),
    Goal("script picker, 5,000 scripts, a keystroke in the browser, p99", 20, 5, "ms"),
    Goal("buyer's page, gzipped", 60, 40, "KB"),
    Goal("buyer's first message on a 400 kbit/s, 400 ms line", 5.0, 3.0, "s"),
    Goal("messages lost, duplicated or disordered after catch-up", 0, 0, ""),
)
BY_NAME = {goal.name: goal for goal in GOALS}

(
    ONE_CHAT,
    MANY_CHATS,
    MANY_CHATS_P99,
    SUSTAINED,
    IDLE_MEMORY,
    INBOX,
    KEYSET,
    SEARCH_SPEED,
    SEARCH_RECALL,
    DESK_TIME,
    DESK_QUERIES,
    RADAR,
    CASES,
    SWEEP,
    SCRIPT_KEY,
    WIDGET_BYTES,
    FIRST_MESSAGE,
    TRUTH,
) = (goal.name for goal in GOALS)


@dataclass(frozen=True)
class Figure:
    """A measured value of one goal; ``range`` is least and most over the rounds."""

    name: str
    value: float
    range: tuple[float, float] | None = None
    note: str = ""

    @property
    def goal(self) -> Goal:
        return BY_NAME[self.name]

    @property
    def met(self) -> Met:
        return self.goal.met_by(self.value)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "must": self.goal.must,
            "goal": self.goal.goal,
            "met": self.met,
        }


def last_line(figures: Sequence[Figure], counts: dict[str, int]) -> dict[str, Any]:
    """What `make bench` ends with."""
    return {"goals": [figure.as_json() for figure in figures], **counts}
