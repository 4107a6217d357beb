"""Files into the default storage and out of it, under names that nobody can guess."""

import secrets
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage

FOLDER = "imports"


def keep(file: BinaryIO) -> str:
    """Store the file; its name in the storage."""
    file.seek(0)
    return default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(24)}", File(file))


def forget(name: str) -> None:
    """Delete the file; one that is gone already is no trouble."""
    if name:
        default_storage.delete(name)
