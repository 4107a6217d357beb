"""How every change of a library ends: counted, told to the desks, put on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.realtime.library_events import LibraryChanged
from helpdesk.realtime.publish import publish
from scripts_library.models import Library

_together: ContextVar[bool] = ContextVar("together", default=False)


@contextmanager
def told_together() -> Iterator[None]:
    """Many changes as one: inside, none is counted or told. Whoever opens it holds the library,
    and announces behind it: a table of 10,000 rows would tell every desk 10,000 times."""
    before = _together.set(True)
    try:
        yield
    finally:
        _together.reset(before)


def is_told_together() -> bool:
    """Whether somebody else announces at the end."""
    return _together.get()


def announce(library: Library) -> None:
    """The library is at its next number. Its row is held by whoever calls."""
    if is_told_together():
        return
    library.revision += 1
    library.save(update_fields=["revision"])
    publish(library.shop_id, LibraryChanged(revision=library.revision))


def note(actor: Membership, verb: str, target: Model, called: str, **facts: Any) -> None:
    """The entry of one deed."""
    record(
        shop_id=actor.shop_id,
        actor=actor.user,
        verb=verb,
        target=target,
        data={"target": called, **facts},
    )
