"""What an agent proposed is put into force or sent back; what is in force is found true again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.when import day_said
from helpdesk.kernel.clock import now
from scripts_library.actions.holding import held_library
from scripts_library.errors import NothingToReview, ReasonMissing
from scripts_library.knowledge.access import locked_sheet, version_of
from scripts_library.knowledge.actions.coming_into_force import come_into_force, touch
from scripts_library.knowledge.actions.telling import tell
from scripts_library.knowledge.errors import DayPast, NothingInForce, SheetChangedMeanwhile
from scripts_library.knowledge.models import Sheet, SheetVersion
from scripts_library.models import ScriptState, VersionState
from scripts_library.models.version import REASON_LENGTH


@transaction.atomic
def approve_sheet(*, actor: Membership, sheet_id: int, seen: int) -> Sheet:
    """The version that waits is in force. NothingToReview, SheetChangedMeanwhile."""
    sheet, version = _in_queue(actor, sheet_id, seen)
    come_into_force(sheet, version, actor)
    tell(actor, "knowledge.approved", sheet, called(sheet), version=version.number)
    return sheet


@transaction.atomic
def return_sheet(*, actor: Membership, sheet_id: int, seen: int, reason: str) -> Sheet:
    """Back to whoever wrote it, with a reason; what was in force stays. ReasonMissing."""
    reason = " ".join(reason.replace("\x00", "").split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing()
    sheet, version = _in_queue(actor, sheet_id, seen)
    version.state, version.reviewer, version.reviewed_at = VersionState.RETURNED, actor, now()
    version.reason = reason
    version.save(update_fields=["state", "reviewer", "reviewed_at", "reason"])
    sheet.state = ScriptState.DRAFT
    touch(sheet)
    facts = {"version": version.number, "reason": reason}
    tell(actor, "knowledge.returned", sheet, called(sheet), **facts)
    return sheet


@transaction.atomic
def recheck_sheet(*, actor: Membership, sheet_id: int, seen: int, until: date | None) -> Sheet:
    """What is in force was looked at again and is true until this day; None: until somebody says
    otherwise. DayPast, NothingInForce, SheetChangedMeanwhile."""
    require(actor, "scripts.review")
    if until is not None and until < timezone.localdate():
        raise DayPast(day=day_said(until))
    sheet = _held(actor, sheet_id, seen)
    if sheet.live is None:
        raise NothingInForce()
    sheet.checked_by, sheet.checked_at, sheet.valid_until = actor, now(), until
    touch(sheet)
    said = until.isoformat() if until else ""
    tell(actor, "knowledge.rechecked", sheet, called(sheet), until=said)
    return sheet


@transaction.atomic
def retire_sheet(*, actor: Membership, sheet_id: int, retired: bool) -> Sheet:
    """Shown beside no chat any more, or again. What it said stays on record."""
    require(actor, "scripts.review")
    held_library(actor.shop_id)
    sheet = locked_sheet(membership=actor, sheet_id=sheet_id)
    if (sheet.state == ScriptState.RETIRED) == retired:
        return sheet
    waits = version_of(sheet, sheet.latest).state == VersionState.REVIEW
    back = ScriptState.REVIEW if waits else ScriptState.APPROVED
    if sheet.live is None and not waits:
        back = ScriptState.DRAFT
    sheet.state = ScriptState.RETIRED if retired else back
    touch(sheet)
    tell(
        actor, "knowledge.retired" if retired else "knowledge.returned_to_use", sheet, called(sheet)
    )
    return sheet


def called(sheet: Sheet) -> str:
    """The product or the category, as the record names it."""
    return sheet.product.name if sheet.product else sheet.category


def _held(actor: Membership, sheet_id: int, seen: int) -> Sheet:
    held_library(actor.shop_id)
    sheet = locked_sheet(membership=actor, sheet_id=sheet_id)
    if sheet.edits != seen:
        name = version_of(sheet, sheet.latest).author.user.shown_name
        raise SheetChangedMeanwhile(name=name)
    return sheet


def _in_queue(actor: Membership, sheet_id: int, seen: int) -> tuple[Sheet, SheetVersion]:
    require(actor, "scripts.review")
    sheet = _held(actor, sheet_id, seen)
    version = version_of(sheet, sheet.latest)
    if version.state != VersionState.REVIEW or sheet.state == ScriptState.RETIRED:
        raise NothingToReview()
    return sheet, version
