"""The shapes of pictures and files, and of what a shop takes of them."""

from typing import Literal, TypedDict

FileType = Literal["image", "file"]
FileKind = Literal["jpeg", "png", "gif", "webp", "pdf", "xlsx", "docx"]


class FileShape(TypedDict):
    """A picture or a file; ``url`` and ``thumb`` are signed and run out (`file.address` renews)."""

    type: FileType
    name: str
    kind: FileKind
    size: int
    width: int | None
    height: int | None
    moving: bool
    url: str
    thumb: str


class FileRulesShape(TypedDict):
    """What may be sent: sizes in MB, how many at once, and whether more than pictures."""

    image_mb: int
    file_mb: int
    per_message: int
    documents: bool
