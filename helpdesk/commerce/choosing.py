"""Which courier to send with, into one province. Pure.

Those with too many problems drop out; of the rest the fastest, or a cheaper one that is hardly
slower. Where too few parcels say anything, only the price can be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from helpdesk.commerce.promise import ENOUGH_PARCELS, Route

Because = Literal["fastest", "cheaper", "least_problems", "price_only"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A courier with what is known of it in the province."""

    courier_id: int
    name: str
    route: Route | None
    first_kilo_fen: int | None

    @property
    def is_known(self) -> bool:
        """Whether enough parcels were signed for to say anything."""
        route = self.route
        return route is not None and route.signed >= ENOUGH_PARCELS and bool(route.median_hours)

    @property
    def hours(self) -> float:
        return (self.route.median_hours if self.route else None) or 0.0

    @property
    def problem_percent(self) -> float:
        return self.route.problem_percent if self.route else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The courier, why, and the one that it was held against."""

    best: Candidate
    because: Because
    rival: Candidate | None = None
    # Not compared: too many problems, or too few parcels to say anything.
    troubled: tuple[Candidate, ...] = ()
    unknown: tuple[Candidate, ...] = ()


def choose(
    candidates: Sequence[Candidate], *, most_problem_percent: float, margin_hours: float
) -> Choice | None:
    """None where nothing at all is known."""
    known = [one for one in candidates if one.is_known]
    if not known:
        priced = [one for one in candidates if one.first_kilo_fen is not None]
        if not priced:
            return None
        return Choice(min(priced, key=lambda one: (one.first_kilo_fen, one.name)), "price_only")
    sound = [one for one in known if one.problem_percent <= most_problem_percent]
    troubled = tuple(one for one in known if one not in sound)
    unknown = tuple(one for one in candidates if one.route is not None and one not in known)
    if not sound:
        least = min(known, key=lambda one: (one.problem_percent, one.hours, one.name))
        return Choice(least, "least_problems")
    fastest = min(sound, key=lambda one: (one.hours, one.first_kilo_fen or 0, one.name))
    if fastest.first_kilo_fen is not None:
        near = [
            one
            for one in sound
            if one.hours <= fastest.hours + margin_hours
            and one.first_kilo_fen is not None
            and one.first_kilo_fen < fastest.first_kilo_fen
        ]
        if near:
            best = min(near, key=lambda one: (one.first_kilo_fen, one.hours, one.name))
            return Choice(best, "cheaper", fastest, troubled, unknown)
    others = [one for one in sound if one is not fastest]
    rival = min(others, key=lambda one: (one.hours, one.name)) if others else None
    return Choice(fastest, "fastest", rival, troubled, unknown)
