"""Files that lie sealed on disk and are read at any place without ever being written in the clear.

AES-256-GCM in pieces of 64 KiB, as the STREAM construction has it: each piece's nonce counts, the
last one says that it is the last, so that no piece can be moved, left out or cut off. Before them
stand a magic word, the key's mark and the file's own part of the nonce.
"""

import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from django.conf import settings

from helpdesk.kernel.keyring import MARK_BYTES, Key
from helpdesk.kernel.sealing import TAG_BYTES, SealBroken, bound, cipher, key_with

MAGIC = b"HDSEAL\x01\x00"
PIECE = 64 * 1024
NONCE_BYTES = 7
HEAD_BYTES = len(MAGIC) + MARK_BYTES + NONCE_BYTES
SEALED_PIECE = PIECE + TAG_BYTES


def sealed_pieces(source: BinaryIO, *context: str | int) -> Iterator[bytes]:
    """The file as it is to be stored, from where the source stands."""
    key: Key = settings.PERSONAL_DATA_KEYS[0]
    head = MAGIC + key.mark + os.urandom(NONCE_BYTES)
    yield head
    aead, beside = cipher(key.secret), bound(head, context)
    piece, place = _read_full(source), 0
    while True:
        following = _read_full(source)
        yield aead.encrypt(_nonce(head, place, last=not following), piece, beside)
        if not following:
            return
        piece, place = following, place + 1


def mark_of(file: BinaryIO) -> bytes | None:
    """The mark of the key that a file needs; None for one that lies in the clear."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    return head[len(MAGIC) : len(MAGIC) + MARK_BYTES] if head.startswith(MAGIC) else None


def readable(file: BinaryIO, *context: str | int) -> BinaryIO:
    """The same file in the clear, piece by piece as it is read; `Unreadable` without its key.

    One from before files were sealed is handed back as it is.
    """
    if mark_of(file) is None:
        return file
    return io.BufferedReader(SealedReader(file, context), PIECE)


class SealedReader(io.RawIOBase):
    """Any place of a sealed file, by opening the pieces that it lies in."""

    def __init__(self, file: BinaryIO, context: tuple[str | int, ...]) -> None:
        super().__init__()
        self._file = file
        sealed = file.seek(0, io.SEEK_END) - HEAD_BYTES
        file.seek(0)
        self._head = file.read(HEAD_BYTES)
        self._aead = cipher(key_with(self._head[len(MAGIC) :][:MARK_BYTES]).secret)
        self._beside = bound(self._head, context)
        self._pieces = max(1, -(-sealed // SEALED_PIECE))
        self._size = max(0, sealed - self._pieces * TAG_BYTES)
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        place, start = divmod(self._at, PIECE)
        if place >= self._pieces:
            return 0
        found = self._piece(place)[start : start + len(into)]
        into[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _piece(self, place: int) -> bytes:
        if self._held[0] != place:
            self._file.seek(HEAD_BYTES + place * SEALED_PIECE)
            sealed = self._file.read(SEALED_PIECE)
            nonce = _nonce(self._head, place, last=place == self._pieces - 1)
            try:
                self._held = place, self._aead.decrypt(nonce, sealed, self._beside)
            except (InvalidTag, ValueError):
                raise SealBroken() from None
        return self._held[1]


def _nonce(head: bytes, place: int, *, last: bool) -> bytes:
    return head[-NONCE_BYTES:] + bytes((last,)) + place.to_bytes(4, "big")


def _read_full(source: BinaryIO) -> bytes:
    found = b""
    while len(found) < PIECE and (more := source.read(PIECE - len(found))):
        found += more
    return found
