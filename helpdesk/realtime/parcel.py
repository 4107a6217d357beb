"""What travels between processes: frames ready to be sent, and orders to close sockets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self

from helpdesk.kernel.json_text import decode, encode
from helpdesk.realtime.events import (
    Audience,
    BuyerLooked,
    ConversationChanged,
    EntryAdded,
    Event,
    QueueMoved,
    ThreadDraft,
    ThreadEvent,
    ThreadTyping,
    ThreadWatched,
)

NO_THREAD = 0
"""The conversation of a frame that is about none; only desks get it."""


@dataclass(frozen=True)
class Frame:
    """One event, encoded once for each audience that may have it."""

    conversation: int
    desk: str | None
    buyer: str | None
    watchers: bool = False
    """Only desks that have the thread open get it."""
    private: bool = False
    """Of these only ``holder`` and those who oversee."""
    holder: int | None = None


@dataclass(frozen=True)
class Closing:
    """Close the desk sockets that all given criteria fit; None fits any."""

    code: int
    membership_id: int | None = None
    user_id: int | None = None
    session_key: str | None = None
    except_session_key: str | None = None


@dataclass(frozen=True)
class Parcel:
    """What one action announces to the sockets of one shop. ``shop_id`` 0 is every shop."""

    shop_id: int
    frames: tuple[Frame, ...] = ()
    closings: tuple[Closing, ...] = ()
    origin: str = ""
    entries: tuple[tuple[int, int], ...] = ()
    """Conversation and seq of each entry in it; known in the process that packed it alone."""

    @property
    def is_told_apart(self) -> bool:
        """Whether there is a frame in it that some desks of the shop may not have."""
        return any(frame.watchers or frame.private for frame in self.frames)

    def of_desks(self, may: Callable[[Frame], bool] | None = None) -> list[str]:
        """What a desk gets of it, in order: everything, or what it may have."""
        return [
            frame.desk
            for frame in self.frames
            if frame.desk is not None and (may is None or may(frame))
        ]

    def sealed(self) -> str:
        """The form that Redis carries: who sent it on a line of its own, then the rest as JSON."""
        frames, closings = map(vars, self.frames), map(vars, self.closings)
        body = {"shop_id": self.shop_id, "frames": [*frames], "closings": [*closings]}
        return f"{self.origin}\n{encode(body)}"

    @classmethod
    def opened(cls, sealed: bytes) -> Self:
        """The parcel again; raises ValueError, KeyError or TypeError on anything else."""
        origin, _, text = sealed.partition(b"\n")
        body = decode(text)
        return cls(
            shop_id=body["shop_id"],
            frames=tuple(Frame(**frame) for frame in body["frames"]),
            closings=tuple(Closing(**closing) for closing in body["closings"]),
            origin=origin.decode(),
        )


def is_from(origin: str, sealed: bytes) -> bool:
    """Who sent it, without opening it: a process hears all that it publishes itself."""
    return sealed.startswith(f"{origin}\n".encode())


def pack(shop_id: int, events: Iterable[Event], *, origin: str) -> Parcel:
    """Events of one shop, ready to travel. Only events of the catalogue's audiences may."""
    frames, entries = [], []
    for event in events:
        if isinstance(event, EntryAdded) and event.conversation is not None:
            entries.append((event.conversation, event.entry["seq"]))
        if isinstance(event, ThreadEvent):
            if event.conversation is None:
                raise ValueError(f"{event.name} names no conversation")
            buyer = encode(event.for_buyer().as_json())
            frames.append(Frame(event.conversation, encode(event.as_json()), buyer))
        elif isinstance(event, ConversationChanged):
            conversation = event.row["conversation"]
            frames.append(Frame(conversation, encode(event.as_json()), None))
        elif isinstance(event, BuyerLooked):
            frames.append(Frame(event.conversation, encode(event.as_json()), None))
        elif isinstance(event, QueueMoved):
            buyer = encode(replace(event, conversation=None).as_json())
            frames.append(Frame(event.conversation or NO_THREAD, None, buyer))
        elif isinstance(event, ThreadTyping | ThreadWatched):
            frames.append(_for_watchers(event))
        elif isinstance(event, ThreadDraft):
            frames.append(
                Frame(
                    event.conversation,
                    encode(event.as_json()),
                    None,
                    watchers=True,
                    private=True,
                    holder=event.holder,
                )
            )
        elif event.audience is Audience.DESK:
            frames.append(Frame(NO_THREAD, encode(event.as_json()), None))
        else:
            raise ValueError(f"{event.name} is for {Audience.SOCKET}, it cannot be published")
    return Parcel(shop_id, tuple(frames), origin=origin, entries=tuple(entries))


def _for_watchers(event: ThreadTyping | ThreadWatched) -> Frame:
    """For those who have the thread open; typing goes to the buyer too where it may."""
    told = isinstance(event, ThreadTyping) and event.to_buyer
    buyer = encode(event.for_buyer().as_json()) if told else None  # type: ignore[union-attr]
    return Frame(event.conversation or NO_THREAD, encode(event.as_json()), buyer, watchers=True)
