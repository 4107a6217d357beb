"""The event about a shop's script library."""

from dataclasses import dataclass
from typing import ClassVar

from helpdesk.realtime.event import Audience, Event


@dataclass(frozen=True, kw_only=True)
class LibraryChanged(Event):
    """Some script reads differently, is new or gone; pages fetch the library again."""

    name: ClassVar[str] = "library.changed"
    audience: ClassVar[Audience] = Audience.DESK
    revision: int


@dataclass(frozen=True, kw_only=True)
class GuardChanged(Event):
    """The shop's own rules of wording are others; pages that judge words fetch them again."""

    name: ClassVar[str] = "guard.changed"
    audience: ClassVar[Audience] = Audience.DESK
    revision: int
