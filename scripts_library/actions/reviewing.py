"""Somebody else reads the words before they are said in the shop's name."""

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import locked_script, version_of
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.actions.writing import require_passing, require_unchanged
from scripts_library.errors import NothingToReview, ReasonMissing
from scripts_library.models import Script, ScriptState, ScriptVersion, VersionState
from scripts_library.models.version import REASON_LENGTH
from scripts_library.rights import require_approving


@transaction.atomic
def approve_script(*, actor: Membership, script_id: int, seen: int) -> Script:
    """The version in the queue is in use from now on. Raises OwnWords, GuardBlocked,
    NothingToReview, ChangedMeanwhile."""
    library = held_library(actor.shop_id)
    script, version = _in_queue(actor, script_id, seen)
    require_approving(actor, version)
    require_passing(version)
    _decide(version, VersionState.APPROVED, actor, "")
    script.state, script.live = ScriptState.APPROVED, version.number
    script.edits += 1
    script.changed_at = now()
    script.save(update_fields=["state", "live", "edits", "changed_at"])
    note(actor, "script.approved", script, version.title, version=version.number)
    announce(library)
    return script


@transaction.atomic
def return_script(*, actor: Membership, script_id: int, seen: int, reason: str) -> Script:
    """Back to whoever wrote it, with a reason; what was in use before stays in use."""
    reason = " ".join(reason.replace("\x00", "").split())[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing()
    library = held_library(actor.shop_id)
    script, version = _in_queue(actor, script_id, seen)
    _decide(version, VersionState.RETURNED, actor, reason)
    script.state = ScriptState.DRAFT
    script.edits += 1
    script.changed_at = now()
    script.save(update_fields=["state", "edits", "changed_at"])
    facts = {"version": version.number, "reason": reason}
    note(actor, "script.returned", script, version.title, **facts)
    announce(library)
    return script


def _in_queue(actor: Membership, script_id: int, seen: int) -> tuple[Script, ScriptVersion]:
    require(actor, "scripts.review")
    script = locked_script(membership=actor, script_id=script_id)
    require_unchanged(script, seen)
    version = version_of(script, script.latest)
    if version.state != VersionState.REVIEW or script.state == ScriptState.RETIRED:
        raise NothingToReview()
    return script, version


def _decide(version: ScriptVersion, state: VersionState, actor: Membership, reason: str) -> None:
    version.state, version.reviewer, version.reviewed_at = state, actor, now()
    version.reason = reason
    version.save(update_fields=["state", "reviewer", "reviewed_at", "reason"])
