"""Made once for a module, given to each of its tests as new.

A sweep of two thousand requests needs the same shop each time: it is made in a transaction around
the module, and each test works in a savepoint of it that is undone afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards, inside another of these too."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
