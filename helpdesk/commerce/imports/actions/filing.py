"""Files into the default storage and out of it, under names that nobody can guess."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from helpdesk.commerce.imports.models import AT_WORK, ImportState, ImportTrace, OrderImport
from helpdesk.commerce.imports.storage import place_of
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sealed_files import sealed_pieces
from helpdesk.kernel.sweeping import for_each

KEPT_FOR = timedelta(days=30)
"""An order table is full of names and addresses; its orders are in the database by then."""

AT_ONCE = 200

FOLDER = "imports"

STRAY_AFTER = timedelta(days=1)
"""How long a file may lie here that no import names."""


class _Sealed(File):
    """What the storage writes instead of the file itself."""

    def __init__(self, file: BinaryIO, context: tuple[str | int, ...]) -> None:
        super().__init__(file)
        self._source, self._context = file, context

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self._source.seek(0)
        return sealed_pieces(self._source, *self._context)


def keep(file: BinaryIO, *, shop_id: int) -> str:
    """Store the file sealed; its name in the storage, which it is sealed for."""
    name = f"{FOLDER}/{secrets.token_urlsafe(24)}"
    stored = default_storage.save(name, _Sealed(file, place_of(shop_id, name, "file")))
    if stored != name:
        default_storage.delete(stored)
        raise FileExistsError(name)
    return stored


def forget_strays() -> int:
    """Delete files that no import names, as many as 200; how many. Whoever stored one, or was to
    delete it, died before the end. One younger than a day may belong to an upload under way.
    """
    if not default_storage.exists(FOLDER):
        return 0
    names = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    named = OrderImport.objects.filter(file__in=names).values_list("file", flat=True)
    return for_each(sorted(names - set(named)), _forget_stray, name="the file", most=AT_ONCE)


def _forget_stray(name: str) -> bool:
    if default_storage.get_modified_time(name) > clock.now() - STRAY_AFTER:
        return False
    forget(name)
    return True


def forget(name: str) -> None:
    """Delete the file; one that is gone already is no trouble."""
    if name:
        default_storage.delete(name)


@transaction.atomic
def purge_old_files() -> int:
    """Delete files and before-images after thirty days. What was never written goes whole; of the
    rest stay counts, headings and which rows were wrong, but none of the rows kept to show what
    is in it.

    A stopped import cannot go on without its file: it is over then.
    """
    old = OrderImport.objects.filter(created_at__lt=clock.now() - KEPT_FOR).exclude(file="")
    rows = list(locked(old.exclude(state__in=AT_WORK))[:AT_ONCE])
    over = [row.pk for row in rows if row.started_at and row.state != ImportState.CHECKED]
    written = OrderImport.objects.filter(pk__in=over)
    written.filter(state=ImportState.STOPPED).update(state=ImportState.DONE)
    for row in rows:
        if row.pk in over:
            written.filter(pk=row.pk).update(file="", facts=row.facts | {"samples": ""})
    # With the file goes the way back: the images hold the same names and addresses.
    ImportTrace.objects.filter(order_import_id__in=over).delete()
    OrderImport.objects.filter(pk__in={row.pk for row in rows} - set(over)).delete()
    for row in rows:
        transaction.on_commit(lambda name=row.file: forget(name), robust=True)  # type: ignore[misc]
    return len(rows)
