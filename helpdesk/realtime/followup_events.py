"""Events about what is owed."""

from dataclasses import dataclass
from typing import ClassVar

from helpdesk.realtime.event import Audience, Event
from helpdesk.realtime.shapes import SaidShape


@dataclass(frozen=True, kw_only=True)
class FollowUpChanged(Event):
    """A follow-up is new, or something about it is; pages that show it ask again."""

    name: ClassVar[str] = "followup.changed"
    audience: ClassVar[Audience] = Audience.DESK
    followup: int
    state: str
    conversation: int | None
    owner: int | None
    group: int | None


@dataclass(frozen=True, kw_only=True)
class RegisterChanged(Event):
    """A row of one of the registers of after-sales is new, or something about it is."""

    name: ClassVar[str] = "register.changed"
    audience: ClassVar[Audience] = Audience.DESK
    register: str
    row: int


@dataclass(frozen=True, kw_only=True)
class FollowUpReminded(Event):
    """So much of a follow-up's time is gone; at 100 percent it is due. ``said`` is the title in
    each language of the interface, and empty where a person typed it."""

    name: ClassVar[str] = "followup.reminded"
    audience: ClassVar[Audience] = Audience.DESK
    followup: int
    title: str
    said: list[SaidShape]
    percent: int
    due_at: str
    conversation: int | None
    owner: int | None
    group: int | None
    for_role: str
