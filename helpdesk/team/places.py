"""Pure: what a person's place at work amounts to. Takes values, returns values."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Place:
    """A person of the shop as routing sees them at one moment."""

    member_id: int
    name: str
    role: str
    state: str
    since: datetime
    until: datetime | None
    live: bool
    capacity: int
    own_capacity: int | None
    last_routed_at: datetime | None
    skills: tuple[int, ...] = ()
    typing_in: int | None = None
    typing_at: datetime | None = None


def capacity_of(own: int | None, rule: dict[str, int], *, peak: bool) -> int:
    """A person's own number wins; else the shop's rule, which knows a higher one for peaks."""
    return own if own is not None else rule["peak" if peak else "normal"]


def is_live(seen_at: datetime | None, *, now: datetime, away_seconds: int) -> bool:
    """Whether any desk of the person has shown a sign of life lately."""
    return seen_at is not None and seen_at > now - timedelta(seconds=away_seconds)


def state_on_arrival(
    state: str, *, left: bool, signed_in_since: bool, leads_others: bool
) -> str | None:
    """The state that opening a desk brings; None leaves it as it is.

    Whoever signs in accepts at once. Whoever went away by choice stays away until they sign in
    again or say so: a line that comes back must not pull them in. Supervisors and owners who have
    agents do not take from the queue until they say so: they open the desk to look.
    """
    if state != "away" or (left and not signed_in_since):
        return None
    return "busy" if leads_others else "accepting"
