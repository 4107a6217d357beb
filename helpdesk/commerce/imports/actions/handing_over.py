"""An import moves to another state, and perhaps to a worker."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from helpdesk.commerce.imports.errors import NotNow
from helpdesk.commerce.imports.models import ImportProblem, ImportState, OrderImport
from helpdesk.commerce.imports.tasks import work_on_import


def move(row: OrderImport, states: Sequence[ImportState], **columns: Any) -> None:
    """Conditional on the state; `NotNow` when somebody else was quicker."""
    moved = OrderImport.objects.filter(pk=row.pk, state__in=states).update(**columns)
    if not moved:
        now = OrderImport.objects.filter(pk=row.pk).values_list("state", flat=True).first()
        raise NotNow(state=ImportState(now or row.state).label)
    if columns.get("cursor") == 0:
        ImportProblem.objects.filter(shop_id=row.shop_id, order_import_id=row.pk).delete()


def to_a_worker(import_id: int) -> None:
    """Once committed; when Redis is away the sweep finds it within a minute or two."""
    transaction.on_commit(lambda: work_on_import.delay(import_id), robust=True)
