"""Where else sealed words stand: upper apps name their tables for the rotation of keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """``outdated`` counts rows that an older key sealed; ``reseal`` seals all of them anew, in
    transactions of its own, and says how many. Both are safe to repeat."""

    name: str
    outdated: Callable[[], int]
    reseal: Callable[[], int]


_places: dict[str, SealedPlace] = {}


def register_sealed_place(place: SealedPlace) -> None:
    """From ``AppConfig.ready()``."""
    _places[place.name] = place


def sealed_places() -> Iterator[SealedPlace]:
    """In the order in which they were named."""
    yield from _places.values()
