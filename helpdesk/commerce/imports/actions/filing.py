"""Files into the default storage and out of it, under names that nobody can guess."""

import secrets
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from helpdesk.commerce.imports.models import AT_WORK, ImportState, ImportTrace, OrderImport
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked

KEPT_FOR = timedelta(days=30)
"""An order table is full of names and addresses; its orders are in the database by then."""

AT_ONCE = 200

FOLDER = "imports"


def keep(file: BinaryIO) -> str:
    """Store the file; its name in the storage."""
    file.seek(0)
    return default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(24)}", File(file))


def forget(name: str) -> None:
    """Delete the file; one that is gone already is no trouble."""
    if name:
        default_storage.delete(name)


@transaction.atomic
def purge_old_files() -> int:
    """Delete files and before-images after thirty days. What was never written goes whole, counts
    stay of the rest.

    A stopped import cannot go on without its file: it is over then.
    """
    old = OrderImport.objects.filter(created_at__lt=clock.now() - KEPT_FOR).exclude(file="")
    rows = list(locked(old.exclude(state__in=AT_WORK))[:AT_ONCE])
    over = [row.pk for row in rows if row.started_at and row.state != ImportState.CHECKED]
    written = OrderImport.objects.filter(pk__in=over)
    written.filter(state=ImportState.STOPPED).update(state=ImportState.DONE)
    written.update(file="")
    # With the file goes the way back: the images hold the same names and addresses.
    ImportTrace.objects.filter(order_import_id__in=over).delete()
    OrderImport.objects.filter(pk__in={row.pk for row in rows} - set(over)).delete()
    for row in rows:
        transaction.on_commit(lambda name=row.file: forget(name), robust=True)  # type: ignore[misc]
    return len(rows)
