"""The files of imports in the default storage; `actions/filing.py` puts them there."""

import contextlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.core.files.storage import default_storage


@contextlib.contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file, for reading."""
    with default_storage.open(name, "rb") as file:
        yield cast(BinaryIO, file.file if hasattr(file, "file") else file)
