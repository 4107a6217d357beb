"""Which kind a file is by its first bytes. Its name and what the browser claims count for nothing.

The list is short on purpose: pictures that every browser shows, and documents that a buyer or a
shop really sends. Plain text is not on it, for nothing in its bytes says that it is not a page
with a script; archives are not, for they hold whatever is refused by itself.
"""

from dataclasses import dataclass
from typing import BinaryIO

from conversations.files.errors import (
    HeicRefused,
    KindRefused,
    OldOfficeRefused,
    PackedRefused,
    SvgRefused,
)
from helpdesk.realtime.shapes import FileKind

HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """One kind that may be sent."""

    code: FileKind
    content_type: str
    # The first is what a name gets that has none of them.
    suffixes: tuple[str, ...]
    is_image: bool = False


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("jpeg", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), True),
        Kind("png", "image/png", ("png",), True),
        Kind("gif", "image/gif", ("gif",), True),
        Kind("webp", "image/webp", ("webp",), True),
        Kind("pdf", "application/pdf", ("pdf",)),
        Kind("xlsx", _EXCEL, ("xlsx",)),
        Kind("docx", _WORD, ("docx",)),
    )
}

PACKED = "packed"
"""What only a look inside can tell: a workbook, a document, or an archive (`packed.py`)."""

_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


def kind_by_content(source: BinaryIO, *, name: str) -> str:
    """The code of a kind, or PACKED; whatever else it is is refused with the reason."""
    source.seek(0)
    head = source.read(HEAD)
    source.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return PACKED
    raise _refusal(head, name)


def _refusal(head: bytes, name: str) -> Exception:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return HeicRefused(name=name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OldOfficeRefused(name=name)
    if head.startswith((b"PK", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return PackedRefused(name=name)
    if b"<svg" in head.replace(b"\x00", b"").lower():
        return SvgRefused(name=name)
    return KindRefused(name=name)
