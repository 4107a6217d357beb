"""How every change of a library ends: counted, told to the desks, put on record."""

from typing import Any

from django.db.models import Model

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.realtime.library_events import LibraryChanged
from helpdesk.realtime.publish import publish
from scripts_library.models import Library


def announce(library: Library) -> None:
    """The library is at its next number. Its row is held by whoever calls."""
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
