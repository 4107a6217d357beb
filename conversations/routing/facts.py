"""What routing decides by, and what it decides: plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who might get the chat, at one moment."""

    member: int
    name: str
    state: str
    live: bool
    load: int
    capacity: int
    skills: frozenset[int] = frozenset()
    # Chats in hand whose buyers wait beyond the shop's limit.
    late: int = 0
    # Seconds since routing last gave them a chat; None is longer than anybody remembers.
    idle: float | None = None
    # When a rest ends, ready to be read.
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A chat that needs somebody."""

    # The skills that it needs: number and name.
    needs: tuple[tuple[int, str], ...] = ()
    # Who served this buyer last, within the days of the shop's rule.
    last_owner: int | None = None
    # How long it has waited already, in seconds.
    waited: float = 0.0
    # People who have had their turn in this reception.
    barred: frozenset[int] = frozenset()
    # Only these, where a group was asked; None is anybody.
    among: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one candidate: a code, and the facts its words name."""

    member: int
    name: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gets it and why, or nobody and why; and for every candidate what was found."""

    member: int | None
    # owner, skill, least_load, longest_idle, only_one; or nobody_here, nobody_free, skill_wait.
    reason: str
    needs: tuple[tuple[int, str], ...]
    verdicts: tuple[Verdict, ...]

    def as_json(self) -> dict[str, Any]:
        """The form that is stored with the assignment."""
        return {
            "member": self.member,
            "reason": self.reason,
            "needs": [name for _, name in self.needs],
            "verdicts": [
                {key: value for key, value in asdict(one).items() if key != "facts"}
                | {"facts": dict(one.facts)}
                for one in self.verdicts
            ],
        }
