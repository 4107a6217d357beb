"""Somebody writes down what the shop knows; whoever may approve puts it into force by that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.when import day_said
from helpdesk.kernel.clock import now
from scripts_library.actions.holding import held_library
from scripts_library.checks import blocking, findings_in, findings_told
from scripts_library.knowledge import fields
from scripts_library.knowledge.access import locked_sheet, sheet_about, subject_of, version_of
from scripts_library.knowledge.actions.coming_into_force import come_into_force, touch
from scripts_library.knowledge.actions.telling import tell
from scripts_library.knowledge.contents import checked, spoken
from scripts_library.knowledge.errors import DayPast, SheetBlocked, SheetChangedMeanwhile
from scripts_library.knowledge.models import Sheet, SheetVersion
from scripts_library.knowledge.models.sheet_version import SOURCE_LENGTH
from scripts_library.knowledge.subject import Subject
from scripts_library.models import ScriptState, VersionState


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote: the content in the words of the form, where it was read, until when."""

    content: Mapping[str, Any]
    source: str = ""
    valid_until: date | None = None


@transaction.atomic
def save_sheet(
    *,
    actor: Membership,
    kind: str,
    subject: Subject,
    draft: Draft,
    seen: int,
    sheet_id: int | None = None,
) -> Sheet:
    """The next version of a sheet, or the first one. ``seen`` is the count of edits that the
    person began from: SheetChangedMeanwhile when there were more, and nothing is written.

    What a reviewer writes is in force at once, for checking facts is their office; what an agent
    writes waits, and what was in force stays. The same again changes nothing, whoever saved
    since. Raises FieldWrong, DayPast, SheetBlocked, ProductNotFound, NotFound.
    """
    require(actor, "scripts.write")
    content = checked(kind, draft.content)
    source = fields.line("source", draft.source, most=SOURCE_LENGTH)
    _require_kind(actor.shop_id, kind, content)
    if draft.valid_until is not None and draft.valid_until < timezone.localdate():
        raise DayPast(day=day_said(draft.valid_until))
    held_library(actor.shop_id)
    subject, called = subject_of(actor.shop_id, subject)
    sheet = _held(actor, kind, subject, sheet_id)
    said = (content, source, draft.valid_until)
    if sheet.latest and _says(sheet) == said and sheet.state == ScriptState.APPROVED:
        return sheet
    if sheet.edits != seen:
        raise SheetChangedMeanwhile(name=_last_name(sheet))
    sheet.latest += 1
    if sheet._state.adding:
        sheet.save()
    version = SheetVersion.objects.create(
        shop_id=actor.shop_id,
        sheet=sheet,
        number=sheet.latest,
        content=content,
        source=source,
        valid_until=draft.valid_until,
        state=VersionState.REVIEW,
        author=actor,
        at=now(),
    )
    if allows(actor.role, "scripts.review"):
        come_into_force(sheet, version, actor)
    else:
        if sheet.state == ScriptState.RETIRED:
            sheet.live = None  # else a proposal would bring back what a reviewer took out
        sheet.state = ScriptState.REVIEW
        touch(sheet)
    verb = "knowledge.saved" if sheet.live == version.number else "knowledge.proposed"
    tell(actor, verb, sheet, called, version=version.number)
    return sheet


@transaction.atomic
def restore_sheet(*, actor: Membership, sheet_id: int, number: int, seen: int) -> Sheet:
    """What an older version said as the newest one; true for as long as the one it replaces.
    Raises what `save_sheet` raises."""
    held_library(actor.shop_id)
    sheet = locked_sheet(membership=actor, sheet_id=sheet_id)
    older = version_of(sheet, number)
    until = sheet.valid_until
    if until is not None and until < timezone.localdate():
        until = None
    return save_sheet(
        actor=actor,
        kind=sheet.kind,
        subject=Subject(sheet.product_id, sheet.category),
        draft=Draft(older.content, older.source, until),
        seen=seen,
        sheet_id=sheet.pk,
    )


def _held(actor: Membership, kind: str, subject: Subject, sheet_id: int | None) -> Sheet:
    """The sheet that is meant, held, or a new one that is not stored yet."""
    if sheet_id is not None:
        found = locked_sheet(membership=actor, sheet_id=sheet_id)
        if (found.kind, found.product_id, found.category) == (
            kind,
            subject.product_id,
            subject.category,
        ):
            return found
    return sheet_about(shop_id=actor.shop_id, kind=kind, subject=subject) or Sheet(
        shop_id=actor.shop_id,
        kind=kind,
        product_id=subject.product_id,
        category=subject.category,
        created_at=now(),
        changed_at=now(),
    )


def _says(sheet: Sheet) -> tuple[Any, str, date | None]:
    newest = version_of(sheet, sheet.latest)
    return newest.content, newest.source, newest.valid_until


def _last_name(sheet: Sheet) -> str:
    return version_of(sheet, sheet.latest).author.user.shown_name if sheet.latest else ""


def _require_kind(shop_id: int, kind: str, content: dict[str, Any]) -> None:
    """Pass, or SheetBlocked at the first field that the guard stops."""
    for field, words in spoken(kind, content):
        if blocked := blocking(findings_in(shop_id, words)):
            raise SheetBlocked(field=field, why=findings_told(blocked))
