"""Uploaded tables, by the key that they need."""

from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage

from helpdesk.commerce.imports.models import OrderImport
from helpdesk.kernel.sealed_files import mark_of


def tables_with_older_keys() -> int:
    """How many files on disk the newest key does not open; one that is gone needs none."""
    newest = settings.PERSONAL_DATA_KEYS[0].mark
    count = 0
    for name in OrderImport.objects.exclude(file="").values_list("file", flat=True):
        if default_storage.exists(name):
            with default_storage.open(name, "rb") as file:
                count += mark_of(cast(BinaryIO, file)) not in (None, newest)
    return count
