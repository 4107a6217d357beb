"""Bytes of uploads into their storage and out of it: a folder, or a bucket (`STORAGES`)."""

import hashlib
import logging
import secrets
from datetime import datetime
from typing import Any, BinaryIO, Protocol

from django.core.files import File
from django.core.files.storage import Storage, storages

ALIAS = "attachments"

logger = logging.getLogger(__name__)


class Stored(Protocol):
    """A row of something that is stored: an upload of a chat, a file beside scripts."""

    pk: Any
    stored: Any
    thumb: Any


def attachment_storage() -> Storage:
    """Where uploads lie; never under a folder that is served."""
    return storages[ALIAS]


def storage_names(shop_id: int, at: datetime, *, with_thumb: bool) -> tuple[str, str]:
    """Names for a file and its small picture: by shop and month, for the rest random."""
    folder = f"shop/{shop_id}/{at:%Y%m}"
    stored = f"{folder}/{secrets.token_urlsafe(24)}"
    return stored, f"{stored}.thumb" if with_thumb else ""


def store(row: Stored, file: BinaryIO, thumb: BinaryIO | None) -> None:
    """Write both under the names that the row already holds."""
    storage = attachment_storage()
    for name, source in ((row.stored, file), (row.thumb, thumb)):
        if source is None:
            continue
        source.seek(0)
        kept = storage.save(name, File(source, name=name))
        if kept != name:  # random names do not collide; a storage that renames is misconfigured
            storage.delete(kept)
            raise FileExistsError(name)


def unstore(row: Stored) -> bool:
    """Delete both; whether they are gone. A storage that is away is tried again by the sweep."""
    try:
        for name in filter(None, (row.stored, row.thumb)):
            attachment_storage().delete(name)
    except Exception:  # each backend has errors of its own
        logger.warning("The bytes of upload %s could not be deleted", row.pk, exc_info=True)
        return False
    return True


def digest_of(file: BinaryIO) -> str:
    """What its content is known by; the file is at its beginning again."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return digest
