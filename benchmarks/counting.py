"""What was sent, held against what was seen and what is stored: counted, never assumed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of messages; all three must be 0."""

    lost: int = 0
    duplicated: int = 0
    disordered: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.lost += other.lost
        self.duplicated += other.duplicated
        self.disordered += other.disordered
        return self

    @property
    def clean(self) -> bool:
        return self.lost == self.duplicated == self.disordered == 0

    def as_json(self) -> dict[str, int]:
        return {"lost": self.lost, "duplicated": self.duplicated, "disordered": self.disordered}


@dataclass
class Ledger:
    """One thread's messages of one run, by client id.

    ``sent`` in the order in which they left; ``acked`` are those that the server said it stored;
    ``seen`` what the agent's screen holds, in the order of its seq.
    """

    sent: list[str] = field(default_factory=list)
    acked: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)


def judge(ledgers: Mapping[int, Ledger], stored: Mapping[int, Sequence[str]]) -> Tally:
    """Against the rows of each thread, in the order of their seq (other runs' rows count not)."""
    tally = Tally()
    for thread, ledger in ledgers.items():
        ours = set(ledger.sent)
        for found in (stored.get(thread, ()), ledger.seen):
            tally += _hold(ledger, [one for one in found if one in ours])
    return tally


def _hold(ledger: Ledger, found: Sequence[str]) -> Tally:
    return Tally(
        lost=len(ledger.acked - set(found)),
        duplicated=sum(count - 1 for count in Counter(found).values()),
        disordered=_out_of_place(found, ledger.sent),
    )


def _out_of_place(found: Iterable[str], sent: Sequence[str]) -> int:
    """How many of the found ones do not stand where they were sent."""
    kept = list(dict.fromkeys(found))
    common = set(kept)
    right = [one for one in sent if one in common]
    return sum(1 for one, other in zip(kept, right, strict=True) if one != other)
