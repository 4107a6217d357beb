"""How much is measured: the whole run, and the quick one for every day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Sizes of a run. Seconds are of one step, after ``warm`` seconds that count for nothing."""

    name: str
    rounds: int
    warm: float
    seconds: float
    crowd_seconds: float  # of all chats at once: a 99th of a hundred is one of thousands
    chats: int
    busy: int  # chats of the closed loop
    agents: int
    sockets: int  # that idle
    messages: int  # of the large shop
    storm: int  # sockets that come back at once
    idle_seconds: float
    fault_seconds: float  # of talk over what is broken
    first_messages: int  # on the slow line
    script_keys: int  # pressed behind a slash
    page_loads: int
    questions: int  # of each class of the search
    orders: int  # of the large shop
    followups: int  # that it owes
    cases: int  # of after-sales, that it has open or over


FULL = Plan(
    name="full",
    rounds=5,
    warm=1.0,
    seconds=5.0,
    crowd_seconds=10.0,
    chats=500,
    busy=200,
    agents=4,
    sockets=2000,
    messages=1_000_000,
    storm=500,
    idle_seconds=8.0,
    fault_seconds=8.0,
    first_messages=5,
    script_keys=1000,
    page_loads=40,
    questions=8,
    orders=1_000_000,
    followups=100_000,
    cases=100_000,
)
QUICK = Plan(
    name="quick",
    rounds=1,
    warm=0.5,
    seconds=1.5,
    crowd_seconds=2.0,
    chats=200,
    busy=200,
    agents=4,
    sockets=300,
    messages=100_000,
    storm=100,
    idle_seconds=2.0,
    fault_seconds=3.0,
    first_messages=1,
    script_keys=100,
    page_loads=10,
    questions=4,
    orders=100_000,
    followups=10_000,
    cases=10_000,
)
