"""With whose facts a script is tried: a registry, since chats live in an app above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpdesk.accounts.models import Membership


@dataclass(frozen=True, slots=True)
class Subject:
    """A chat that a script can be tried on."""

    conversation_id: int
    name: str


Lister = Callable[[Membership], Sequence[Subject]]
Finder = Callable[[Membership, int], Subject]

_registered: list[tuple[Lister, Finder]] = []


def register_subjects(lister: Lister, finder: Finder) -> None:
    """Make the chats known: the latest of a member, and one by its number or NotFound."""
    if (lister, finder) not in _registered:
        _registered.append((lister, finder))


def subjects_for(membership: Membership) -> list[Subject]:
    """The chats that a member may try a script on, latest first."""
    return [one for lister, _finder in _registered for one in lister(membership)]


def subject_for(membership: Membership, conversation_id: int) -> Subject | None:
    """One chat of the member's shop; NotFound for any other. None where nobody keeps chats."""
    for _lister, finder in _registered:
        return finder(membership, conversation_id)
    return None
