"""What every event of the catalogue is made from; the catalogue itself is `events.py`."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar, Self

from helpdesk.realtime.shapes import PersonShape, SessionShape


class Audience(StrEnum):
    """Who may receive an event."""

    THREAD = "thread"  # the buyer of the conversation and the shop's desks
    DESK = "desk"  # the shop's desks only
    BUYER = "buyer"  # the buyer of the conversation only
    WATCHERS = "watchers"  # desks that have the thread open, and perhaps its buyer
    HOLDER = "holder"  # of those who have it open: who holds it, and those who oversee
    SOCKET = "socket"  # the one socket that it is written for


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events; fields are JSON primitives and the shapes of `shapes.py`."""

    name: ClassVar[str]
    audience: ClassVar[Audience]

    def as_json(self) -> dict[str, Any]:
        """The frame: the event's name and its fields, which are the event's own: not to be changed
        (`asdict` would copy them all, for every message three times)."""
        return {"event": self.name, **vars(self)}


@dataclass(frozen=True, kw_only=True)
class ThreadEvent(Event):
    """An event that the buyer of the conversation receives too."""

    audience: ClassVar[Audience] = Audience.THREAD
    conversation: int | None

    def for_buyer(self) -> Self:
        """The same with nothing in it that counts or names a row."""
        return replace(self, conversation=None)


@dataclass(frozen=True, kw_only=True)
class SessionEvent(ThreadEvent):
    """The ChatSession of a thread changed its state or owner."""

    session: SessionShape

    def for_buyer(self) -> Self:
        return replace(self, conversation=None, session=session_for_buyer(self.session))


def session_for_buyer(session: SessionShape) -> SessionShape:
    """The session with the agent's name but not the number."""
    agent = session["agent"]
    shown: PersonShape | None = None if agent is None else {"id": None, "name": agent["name"]}
    return {**session, "agent": shown}
