"""Many sheets come into force at once: the same as one by one, in a handful of statements.

Whoever calls holds the library, has checked the right, the contents and what the guard says of
them, and has planned them against the sheets of this very moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from scripts_library.knowledge.actions.coming_into_force import call_products
from scripts_library.knowledge.facts import Facts
from scripts_library.knowledge.models import Sheet, SheetKind, SheetVersion
from scripts_library.knowledge.subject import Subject
from scripts_library.models import ScriptState, VersionState

AT_ONCE = 500
CHANGED = (
    "state",
    "latest",
    "live",
    "edits",
    "checked_by",
    "checked_at",
    "valid_until",
    "changed_at",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One sheet as it is to be; ``id`` of the one that is there."""

    subject: Subject
    content: Mapping[str, Any]
    source: str
    valid_until: date | None
    id: int | None = None


def save_sheets(*, actor: Membership, kind: str, told: Sequence[Told]) -> None:
    """Each is the next version of its sheet, or the first one, in force as from now."""
    moment = now()
    ids = [one.id for one in told if one.id is not None]
    rows = locked(Sheet.objects.filter(shop_id=actor.shop_id, kind=kind, pk__in=ids).order_by("pk"))
    there: dict[int, Sheet] = {sheet.pk: sheet for sheet in rows}
    sheets = [
        _in_force(there[one.id] if one.id is not None else _new(actor, kind, one, moment), one)
        for one in told
    ]
    for sheet in sheets:
        sheet.checked_by, sheet.checked_at, sheet.changed_at = actor, moment, moment
    Sheet.objects.bulk_create([one for one in sheets if one.pk is None], batch_size=AT_ONCE)
    Sheet.objects.bulk_update(
        there.values(),
        CHANGED,
        batch_size=AT_ONCE,
    )
    SheetVersion.objects.bulk_create(
        [
            SheetVersion(
                shop_id=actor.shop_id,
                sheet=sheet,
                number=sheet.latest,
                content=dict(one.content),
                source=one.source,
                valid_until=one.valid_until,
                state=VersionState.APPROVED,
                author=actor,
                at=moment,
                reviewer=actor,
                reviewed_at=moment,
            )
            for sheet, one in zip(sheets, told, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    if kind == SheetKind.FACTS:
        call_products(
            actor.shop_id,
            {
                one.subject.product_id: Facts.of(one.content).aliases
                for one in told
                if one.subject.product_id is not None
            },
        )


def _new(actor: Membership, kind: str, one: Told, moment: datetime) -> Sheet:
    return Sheet(
        shop_id=actor.shop_id,
        kind=kind,
        product_id=one.subject.product_id,
        category=one.subject.category,
        created_at=moment,
    )


def _in_force(sheet: Sheet, one: Told) -> Sheet:
    sheet.latest += 1
    sheet.edits += 1
    sheet.state, sheet.live = ScriptState.APPROVED, sheet.latest
    sheet.valid_until = one.valid_until
    return sheet
