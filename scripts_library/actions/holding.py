"""The shop's library is held by one change at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from helpdesk.kernel.locks import locked
from scripts_library.models import Library

_held: ContextVar[Library | None] = ContextVar("held", default=None)


def held_library(shop_id: int) -> Library:
    """The shop's library, held until the transaction ends: one change at a time."""
    held = _held.get()
    if held is not None and held.shop_id == shop_id:
        return held
    Library.objects.get_or_create(shop_id=shop_id)
    library: Library = locked(Library.objects.filter(shop_id=shop_id)).get()
    return library


@contextmanager
def holding(library: Library) -> Iterator[None]:
    """Many changes of a library that is held: inside, none asks for it again."""
    before = _held.set(library)
    try:
        yield
    finally:
        _held.reset(before)
