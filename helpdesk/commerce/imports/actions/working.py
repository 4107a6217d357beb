"""A worker's part: batch by batch, each in a transaction with the cursor that says so.

A worker may die anywhere. Whoever takes the import up reads the file from the start, skips what
the cursor has behind it and goes on. Two workers at once: whoever comes second finds the cursor
moved and leaves. The same holds for a worker of an earlier attempt.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop
from helpdesk.commerce.imports import storage
from helpdesk.commerce.imports.actions.batches import read_items, tried_batch, written_batch
from helpdesk.commerce.imports.actions.working_back import work_back
from helpdesk.commerce.imports.causes import added
from helpdesk.commerce.imports.grouping import ReadItem
from helpdesk.commerce.imports.models import (
    AT_WORK,
    MOST_PROBLEMS,
    ImportProblem,
    ImportState,
    OrderImport,
)
from helpdesk.commerce.imports.reading import rows_below
from helpdesk.commerce.imports.recipes import facts_of, recipe_of
from helpdesk.kernel import clock
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.locks import locked

BATCH = 500
SILENT_FOR = timedelta(seconds=60)
"""A worker that has not been heard of for so long is taken for dead."""

MOST_TRIES = 5
"""Workers that may die at the same place before the import is given up."""

log = logging.getLogger(__name__)


def work(*, import_id: int) -> None:
    """Take an import up where it stands, until it is through or no longer ours."""
    mine = OrderImport.objects.select_related("shop", "created_by")
    row = mine.filter(pk=import_id, state__in=AT_WORK).first()
    if row is None or not _begun(row):
        return
    if row.state == ImportState.UNDOING:
        work_back(row)
        return
    try:
        with storage.opened(row) as file:
            rows = rows_below(file, facts_of(row))
            items = read_items(row.kind, rows, recipe_of(row))
            left = (one for one in items if one.last_row > row.cursor)
            cursor = row.cursor
            for batch in _batches(left):
                if not _step(row, cursor, batch):
                    return
                cursor = batch[-1].last_row
    except HelpdeskError as problem:
        _fail(row, problem.as_json())
        return
    except FileNotFoundError:
        _fail(row, {"code": "import_file_gone", "message": "", "action": ""})
        return
    _finish(row, cursor)


def _batches(orders: Iterator[ReadItem]) -> Iterator[list[ReadItem]]:
    while batch := list(islice(orders, BATCH)):
        yield batch


def _begun(row: OrderImport) -> bool:
    """Count the try before anything can go wrong; too many without a step end the import."""
    OrderImport.objects.filter(pk=row.pk, attempt=row.attempt).update(
        tries=F("tries") + 1, beat_at=clock.now()
    )
    if row.tries < MOST_TRIES:
        return True
    _fail(row, {"code": "import_stuck", "message": "", "action": ""})
    return False


@transaction.atomic
def _step(row: OrderImport, cursor: int, batch: list[ReadItem]) -> bool:
    """One batch, its counts and the cursor together; False when the import has moved on."""
    writing = row.state == ImportState.RUNNING
    if writing:
        locked(Shop.objects.filter(pk=row.shop_id)).get()
    held = (
        locked(OrderImport.objects.filter(pk=row.pk, state=row.state, attempt=row.attempt))
        .filter(cursor=cursor)
        .first()
    )
    if held is None:
        return False
    store = written_batch if writing else tried_batch
    result = store(row=row, batch=batch)
    wrong = {problem.row for problem in result.problems if not problem.is_note}
    noted = {problem.row for problem in result.problems} - wrong
    counts = dict(held.counts)
    for outcome, count in result.outcomes.items():
        counts[outcome] += count
    counts["wrong"] += len(wrong)
    counts["noted"] += len(noted)
    kept = sum(cause["count"] for cause in held.causes.values())
    ImportProblem.objects.bulk_create(
        ImportProblem(
            shop_id=row.shop_id,
            order_import_id=row.pk,
            row=problem.row,
            heading=problem.heading[:120],
            field=problem.field,
            code=problem.code,
            value=problem.value[:160],
        )
        for problem in result.problems[: max(0, MOST_PROBLEMS - kept)]
    )
    OrderImport.objects.filter(pk=row.pk).update(
        cursor=batch[-1].last_row,
        rows_done=F("rows_done") + sum(len(one.rows) for one in batch),
        counts=counts,
        causes=added(held.causes, result.problems),
        beat_at=clock.now(),
        tries=0,
    )
    return True


@transaction.atomic
def _finish(row: OrderImport, cursor: int) -> None:
    mine = OrderImport.objects.filter(
        pk=row.pk, state=row.state, attempt=row.attempt, cursor=cursor
    )
    if row.state == ImportState.CHECKING:
        mine.update(state=ImportState.CHECKED, finished_at=clock.now(), checked_counts=F("counts"))
        return
    if mine.update(state=ImportState.DONE, finished_at=clock.now()):
        counts = OrderImport.objects.values_list("counts", flat=True).get(pk=row.pk)
        record(
            shop_id=row.shop_id,
            actor=row.created_by,
            verb="import.finished",
            target=row,
            data={"target": row.file_name, **counts},
        )


@transaction.atomic
def _fail(row: OrderImport, failure: dict[str, str]) -> None:
    failed = OrderImport.objects.filter(pk=row.pk, state=row.state, attempt=row.attempt).update(
        state=ImportState.FAILED, failure=failure, finished_at=clock.now()
    )
    if failed:
        log.warning("import %s failed: %s", row.pk, failure["code"])
        record(
            shop_id=row.shop_id,
            actor=row.created_by,
            verb="import.failed",
            target=row,
            data={"target": row.file_name, "reason": failure["message"] or failure["code"]},
        )


@transaction.atomic
def wake_silent_ones() -> list[int]:
    """Imports whose worker died, to be handed to a new one; each once a minute at most."""
    moment = clock.now()
    silent = list(
        locked(
            OrderImport.objects.filter(state__in=AT_WORK, beat_at__lt=moment - SILENT_FOR)
        ).values_list("pk", flat=True)[:100]
    )
    OrderImport.objects.filter(pk__in=silent).update(beat_at=moment)
    return silent
