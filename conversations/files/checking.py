"""One file, checked by its content, with what is to be kept of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from conversations.files.errors import FileTooLarge, OnlyImages
from conversations.files.incoming import MB
from conversations.files.kinds import KINDS, PACKED, Kind, kind_by_content
from conversations.files.names import clean_name, shown_name
from conversations.files.packed import kind_of_packed
from conversations.files.pictures import redrawn


@dataclass(frozen=True)
class Limits:
    """What a shop takes."""

    file_mb: int
    image_mb: int
    megapixels: int
    documents: bool

    @property
    def most_mb(self) -> int:
        """The most that is read of any file."""
        return max(self.file_mb, self.image_mb) if self.documents else self.image_mb


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: what to store, and what the sender is to be told."""

    kind: Kind
    name: str
    file: BinaryIO
    thumb: BinaryIO | None
    size: int
    width: int | None
    height: int | None
    moving: bool
    changed: str


@contextmanager
def checked(source: BinaryIO, *, told: str, limits: Limits) -> Iterator[Checked]:
    """What may be kept of it, or one of `errors.py`; what was drawn anew is closed afterwards."""
    shown = shown_name(told)
    code = kind_by_content(source, name=shown)
    kind = KINDS[kind_of_packed(source, name=shown) if code == PACKED else code]
    if not kind.is_image and not limits.documents:
        raise OnlyImages(name=shown)
    most = limits.image_mb if kind.is_image else limits.file_mb
    size = source.seek(0, 2)
    source.seek(0)
    if size > most * MB:
        raise FileTooLarge(name=shown, limit=most)
    name = clean_name(told, kind)
    if not kind.is_image:
        yield Checked(kind, name.name, source, None, size, None, None, False, name.changed)
        return
    picture = redrawn(source, kind.code, name=shown, most_pixels=limits.megapixels * 1_000_000)
    try:
        yield Checked(
            kind,
            name.name,
            picture.file,
            picture.thumb,
            picture.file.seek(0, 2),
            picture.width,
            picture.height,
            picture.moving,
            " ".join(filter(None, (name.changed, picture.changed))),
        )
    finally:
        picture.file.close()
        if picture.thumb is not None:
            picture.thumb.close()
