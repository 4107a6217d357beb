"""Commands about pictures and files; their bytes come over HTTP (docs/wire.md)."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from helpdesk.realtime.command import Command, ThreadCommand


@dataclass(frozen=True, kw_only=True)
class FileSend(ThreadCommand):
    """Send the file that was uploaded under this ``client_id``."""

    name: ClassVar[str] = "file.send"
    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class FileAddress(ThreadCommand):
    """The addresses of the file ``seq`` have run out: new ones, please."""

    name: ClassVar[str] = "file.address"
    seq: int


FILE_COMMANDS: tuple[type[Command], ...] = (FileSend, FileAddress)
