"""What happens to every table that is brought, whatever stands in it: kept, held, written once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from scripts_library.actions.announcing import note
from scripts_library.models import KeptTable
from scripts_library.tables.errors import AlreadyWritten, PlanChanged
from scripts_library.tables.reading import Line

KEPT_DAYS = 30
T = TypeVar("T", bound=KeptTable)


class DoesSomething(Protocol):
    """A planned row of any table: new, changed, same or wrong."""

    @property
    def does(self) -> str: ...


def keep_rows(
    kind: type[T], /, *, actor: Membership, name: str, lines: Sequence[Line], **more: Any
) -> T:
    """The rows of a file, to be tried; nothing else changes. Those of a month ago go."""
    old = now() - timedelta(days=KEPT_DAYS)
    kind._default_manager.filter(shop_id=actor.shop_id, created_at__lt=old).delete()
    return kind._default_manager.create(
        shop_id=actor.shop_id,
        member=actor,
        file_name=PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name[-120:] or "?",
        rows=[line.as_json() for line in lines],
        created_at=now(),
        **more,
    )


def held_unwritten(kind: type[T], *, actor: Membership, table_id: int) -> T:
    """The member's table, locked. AlreadyWritten."""
    rows = kind._default_manager.filter(shop_id=actor.shop_id, member=actor, pk=table_id)
    table: T = locked(rows).get()
    if table.written_at is not None:
        raise AlreadyWritten()
    return table


def counted(planned: Iterable[DoesSomething]) -> dict[str, int]:
    """How many rows do what."""
    counts = {"new": 0, "changed": 0, "same": 0, "wrong": 0}
    for row in planned:
        counts[row.does] += 1
    return counts


def agreed(planned: Iterable[DoesSomething], seen: Mapping[str, int]) -> dict[str, int]:
    """How many rows do what, where the person agreed to just that; else PlanChanged."""
    counts = counted(planned)
    if counts != dict(seen):
        raise PlanChanged()
    return counts


def mark_written(*, actor: Membership, table: KeptTable, counts: dict[str, int], verb: str) -> None:
    """That it is written, and what came of it, on record."""
    table.written_at, table.outcome = now(), counts
    table.save(update_fields=["written_at", "outcome"])
    facts = {"new": counts["new"], "changed": counts["changed"]}
    note(actor, verb, table, table.file_name, **facts)
