"""A look into a zip without unpacking it: is it a workbook or a document, and is it safe to open?

Only the list at its end is read, and of the parts one short text that says what they are.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

from conversations.files.errors import FileBroken, MacrosRefused, PackedBomb, PackedRefused
from helpdesk.realtime.shapes import FileKind

MOST_PARTS = 2_000
MOST_LISTED = 512 * 1024
"""Bytes of the list itself: reading it must not cost more than the file."""
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 100
"""Honest workbooks pack some twenty to one; a bomb a thousand to one and more."""
RATIO_FROM = 10 * 1024 * 1024
"""Below this many unpacked bytes no ratio is a danger: a page of zeros packs well."""

_END = b"PK\x05\x06"
_END_FORMAT = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
_CONTENTS = "[Content_Types].xml"
_CONTENTS_READ = 256 * 1024
_ENCRYPTED = 0x1


def kind_of_packed(source: BinaryIO, *, name: str) -> FileKind:
    """``xlsx`` or ``docx``; PackedBomb, PackedRefused, MacrosRefused or FileBroken for others."""
    size = source.seek(0, 2)
    _refuse_long_list(source, size, name)
    try:
        with zipfile.ZipFile(source) as packed:
            parts = packed.infolist()
            _refuse_bombs(parts, size, name)
            return _kind(packed, parts, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, EOFError):
        raise FileBroken(name=name) from None


def _refuse_long_list(source: BinaryIO, size: int, name: str) -> None:
    """Counts and lengths as the end of the file claims them, before anything is made of them."""
    reach = min(size, _LONGEST_COMMENT + _END_FORMAT.size)
    source.seek(size - reach)
    tail = source.read(reach)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_FORMAT.size:
        raise FileBroken(name=name)
    _, _, _, _, parts, listed, _, _ = _END_FORMAT.unpack_from(tail, at)
    if parts > MOST_PARTS or listed > MOST_LISTED:
        raise PackedBomb(name=name)


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    overlap = packed > size  # parts that share bytes: small in the file, endless unpacked
    swollen = unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(1, size)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen or overlap:
        raise PackedBomb(name=name)


def _kind(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> FileKind:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise PackedRefused(name=name)
    listed = next((part for part in parts if part.filename == _CONTENTS), None)
    if listed is None:
        raise PackedRefused(name=name)
    with packed.open(listed) as file:
        contents = file.read(_CONTENTS_READ)
    if b"macroEnabled" in contents or any(
        part.filename.lower().endswith("vbaproject.bin") for part in parts
    ):
        raise MacrosRefused(name=name)
    if b"spreadsheetml.sheet.main+xml" in contents:
        return "xlsx"
    if b"wordprocessingml.document.main+xml" in contents:
        return "docx"
    raise PackedRefused(name=name)
