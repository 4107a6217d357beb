"""A person asks for an import to be taken back; a worker does it (`working_back.py`)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.imports.actions.handing_over import move, to_a_worker
from helpdesk.commerce.imports.errors import NothingToUndo, UndoTooLate
from helpdesk.commerce.imports.models import ImportState, ImportTrace, OrderImport
from helpdesk.commerce.imports.undo_window import UNDOABLE, undo_until
from helpdesk.commerce.policy_rules import UNDO_HOURS
from helpdesk.kernel import clock


@transaction.atomic
def start_undo(*, actor: User, row: OrderImport) -> None:
    """Begin to take back what the import wrote.

    UndoTooLate when the shop's window is over, NothingToUndo when there is nothing (any more),
    NotNow when somebody else was quicker.
    """
    until = undo_until(row, value_of(row.shop_id, UNDO_HOURS))
    if until is not None and until <= clock.now():
        raise UndoTooLate(until=_said(until, row))
    traces = ImportTrace.objects.filter(shop_id=row.shop_id, order_import_id=row.pk)
    waiting = traces.filter(outcome="").count()
    if row.state in UNDOABLE and not waiting:
        raise NothingToUndo()
    moment = clock.now()
    before: dict[str, Any] = row.undo or {"done": 0, "removed": 0, "restored": 0, "kept": 0}
    move(
        row,
        UNDOABLE,
        state=ImportState.UNDOING,
        attempt=F("attempt") + 1,
        undo=before | {"total": before["done"] + waiting},
        undone_by=actor,
        undo_started_at=moment,
        undo_finished_at=None,
        beat_at=moment,
        tries=0,
    )
    record(
        shop_id=row.shop_id,
        actor=actor,
        verb="import.undo_started",
        target=row,
        data={"target": row.file_name},
    )
    to_a_worker(row.pk)


def _said(moment: datetime, row: OrderImport) -> str:
    return f"{moment.astimezone(ZoneInfo(row.shop.time_zone)):%Y-%m-%d %H:%M}"
