"""How long an import can be taken back. Pure."""

from datetime import datetime, timedelta

from helpdesk.commerce.imports.models import ImportState, OrderImport

UNDOABLE = (ImportState.DONE, ImportState.STOPPED, ImportState.FAILED)
"""States in which something may be written and nobody is at work."""


def undo_until(row: OrderImport, hours: int) -> datetime | None:
    """The end of the window; None where nothing was ever finished."""
    if row.finished_at is None or row.undo_started_at is not None:
        # What was begun in time may be finished late.
        return None
    return row.finished_at + timedelta(hours=hours)
