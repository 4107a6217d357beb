"""Bytes on their way in: onto disk piece by piece, up to a limit and never beyond it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol, cast

from conversations.files.errors import FileCut, FileEmpty, FileTooLarge

PIECE = 64 * 1024
IN_MEMORY = 256 * 1024
MB = 1024 * 1024


class Readable(Protocol):
    """A request, or anything else that gives its bytes in pieces."""

    def read(self, size: int, /) -> bytes: ...


@contextmanager
def received(
    source: Readable, *, name: str, declared: int | None, most_mb: int
) -> Iterator[BinaryIO]:
    """A temporary file with all that came; gone afterwards whatever happens.

    FileTooLarge as soon as it is known (by what was declared: before a byte is read), FileCut
    where less came than was declared, FileEmpty for nothing.
    """
    too_large = FileTooLarge(name=name, limit=most_mb)
    if declared is not None and declared > most_mb * MB:
        raise too_large
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
        size = 0
        while piece := _piece(source, name):
            size += len(piece)
            if size > most_mb * MB:
                raise too_large
            spool.write(piece)
        if declared is not None and size < declared:
            raise FileCut(name=name)
        if size == 0:
            raise FileEmpty(name=name)
        spool.seek(0)
        yield cast(BinaryIO, spool)


def _piece(source: Readable, name: str) -> bytes:
    try:
        return source.read(PIECE)
    except OSError:  # Django's UnreadablePostError among them: the line is dead
        raise FileCut(name=name) from None
