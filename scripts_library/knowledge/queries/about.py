"""All that was ever written of one product or category: what its page shows and edits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from scripts_library.knowledge.models import ApprovedAnswer, Sheet, SheetKind, SheetVersion
from scripts_library.knowledge.standing import is_past
from scripts_library.knowledge.subject import Subject
from scripts_library.models import Scope, ScriptState, VersionState

VERSIONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Open:
    """One sheet with its versions, newest first; what is in force and what waits among them."""

    sheet: Sheet
    versions: Sequence[SheetVersion]
    is_past: bool

    @property
    def newest(self) -> SheetVersion:
        return self.versions[0]

    @property
    def in_force(self) -> SheetVersion | None:
        return next((one for one in self.versions if one.number == self.sheet.live), None)

    @property
    def waits(self) -> bool:
        return self.newest.state == VersionState.REVIEW and not self.is_retired

    @property
    def is_retired(self) -> bool:
        return self.sheet.state == ScriptState.RETIRED

    @property
    def shown(self) -> SheetVersion:
        """What the page reads out: what is in force, before that what was proposed."""
        return self.in_force or self.newest


def sheets_about(*, shop_id: int, subject: Subject, today: date) -> dict[str, list[Open]]:
    """By kind, in the order in which they were made. Two queries."""
    sheets = Sheet.objects.filter(shop_id=shop_id, **subject.lookup)
    rows = list(sheets.select_related("checked_by__user").order_by("pk"))
    versions: dict[int, list[SheetVersion]] = {}
    kept = SheetVersion.objects.filter(shop_id=shop_id, sheet__in=rows)
    for one in kept.select_related("author__user", "reviewer__user").order_by("-number"):
        versions.setdefault(one.sheet_id, []).append(one)
    found: dict[str, list[Open]] = {kind: [] for kind in SheetKind.values}
    for row in rows:
        shown = versions.get(row.pk, [])
        found[row.kind].append(Open(row, shown, is_past(row.valid_until, today)))
    return found


def answers_about(*, shop_id: int, subject: Subject) -> list[Any]:
    """The answers with the newest words of their scripts, those in use first. One query."""
    rows = ApprovedAnswer.objects.filter(
        shop_id=shop_id, script__scope=Scope.SHOP, **subject.lookup
    ).annotate(
        newest=FilteredRelation(
            "script__versions", condition=Q(script__versions__number=F("script__latest"))
        ),
        title=F("newest__title"),
        body=F("newest__body"),
        version_state=F("newest__state"),
    )
    order = (ScriptState.APPROVED, ScriptState.REVIEW, ScriptState.DRAFT, ScriptState.RETIRED)
    found = list(rows.select_related("script"))
    return sorted(found, key=lambda one: (order.index(one.script.state), one.pk))
