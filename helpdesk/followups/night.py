"""What a night brought, told by the apps above: a registry of parts of the digest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from helpdesk.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class Brought:
    """One sentence with its count in it, and where that count opens."""

    words: str
    url: str


Teller = Callable[[Membership, datetime], list[Brought]]
"""For a person, since a moment; nothing where there is nothing to say."""

_tellers: list[Teller] = []


def register_night(teller: Teller) -> None:
    """Ask this one too; in the order of the apps."""
    if teller not in _tellers:
        _tellers.append(teller)


def brought_since(membership: Membership, since: datetime) -> list[Brought]:
    """All that was brought."""
    return [one for teller in _tellers for one in teller(membership, since)]
