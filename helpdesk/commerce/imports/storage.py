"""The files of imports in the default storage, sealed; `actions/filing.py` puts them there."""

import contextlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from helpdesk.commerce.imports.models import OrderImport
from helpdesk.kernel.sealed_files import readable


@contextlib.contextmanager
def opened(row: OrderImport) -> Iterator[BinaryIO]:
    """The file, for reading; nothing of it is written anywhere in the clear."""
    with default_storage.open(row.file, "rb") as file:
        stored = cast(BinaryIO, file.file if hasattr(file, "file") else file)
        yield readable(stored, *place_of(row.shop_id, row.file, "file"))


def place_of(shop_id: int, name: str, part: str) -> tuple[str | int, ...]:
    """What a file, and what is kept of it in its row, are sealed for."""
    return shop_id, "import", name, part
