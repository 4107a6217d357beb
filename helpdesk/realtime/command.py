"""What every command of the catalogue is made from; the catalogue itself is `commands.py`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class SocketKind(StrEnum):
    """The two sockets."""

    CHAT = "chat"
    DESK = "desk"


BOTH = (SocketKind.CHAT, SocketKind.DESK)


@dataclass(frozen=True, kw_only=True)
class Command:
    """Base of all commands; ``conversation`` is given on the desk's socket only."""

    name: ClassVar[str]
    sockets: ClassVar[tuple[SocketKind, ...]] = BOTH


@dataclass(frozen=True, kw_only=True)
class ThreadCommand(Command):
    """A command about one thread; a buyer's socket has just the one."""

    conversation: int | None = None
