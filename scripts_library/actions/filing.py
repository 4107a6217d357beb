"""Where a script stands and for whom: folder, scope, code, tags, stage, validity; out of use."""

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import listed
from scripts_library.access import folder_of, group_of, locked_script, version_of
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.drafts import LABELS, Filing, checked_filing
from scripts_library.errors import ChangedMeanwhile, CodeTaken
from scripts_library.models import Scope, Script, ScriptState, ScriptVersion, VersionState
from scripts_library.queries.codes import free_code, holder_of
from scripts_library.rights import require_filing

FIELDS = ("scope", "code", "language", "stage", "valid_from", "valid_until")


@transaction.atomic
def file_script(*, actor: Membership, script_id: int, filing: Filing, seen: int) -> Script:
    """File it elsewhere. Whoever makes it be found by more people without being a reviewer takes
    it out of use until it is approved. Raises FieldWrong, CodeTaken, NotYours, ChangedMeanwhile.
    """
    filing = checked_filing(filing)
    library = held_library(actor.shop_id)
    script = locked_script(membership=actor, script_id=script_id)
    require_filing(actor, script)
    version = version_of(script, script.latest)
    if script.edits != seen:
        raise ChangedMeanwhile(name=version.author.user.shown_name)
    require_free_code(actor, filing.code, script.pk)
    before = _facts(script)
    was_own = script.scope == Scope.OWN
    filed(script, filing)
    if was_own and script.scope != Scope.OWN and not allows(actor.role, "scripts.review"):
        _out_of_use(script, version)
    changed = [name for name, value in _facts(script).items() if before[name] != value]
    if not changed:
        return script
    script.edits += 1
    script.changed_at = now()
    script.save()
    fields = [str(LABELS[name]) for name in changed]
    note(actor, "script.filed", script, version.title, fields=listed(fields))
    announce(library)
    return script


@transaction.atomic
def retire_script(*, actor: Membership, script_id: int, retired: bool) -> Script:
    """Offered no more, or as it was before. What was sent with it keeps its figures."""
    library = held_library(actor.shop_id)
    script = locked_script(membership=actor, script_id=script_id)
    if script.scope != Scope.OWN:
        require(actor, "scripts.review")
    if (script.state == ScriptState.RETIRED) == retired:
        return script
    version = version_of(script, script.latest)
    script.state = ScriptState.RETIRED if retired else _state_of(version)
    script.edits += 1
    script.changed_at = now()
    script.save(update_fields=["state", "edits", "changed_at"])
    verb = "script.retired" if retired else "script.returned_to_use"
    note(actor, verb, script, version.title)
    announce(library)
    return script


def filed(script: Script, filing: Filing) -> None:
    """The row with these facts; what they point at is the shop's own."""
    script.folder = folder_of(script.shop_id, filing.folder_id) if filing.folder_id else None
    script.group = group_of(script.shop_id, filing.group_id) if filing.group_id else None
    script.tags = list(filing.tags)
    for name in FIELDS:
        setattr(script, name, getattr(filing, name))


def require_free_code(actor: Membership, code: str, script_id: int | None) -> None:
    """Pass, or CodeTaken with the title of its holder and a code that is free."""
    title = holder_of(actor, code, besides=script_id) if code else None
    if title is not None:
        raise CodeTaken(code=code, title=title, free=free_code(actor.shop_id, code))


def _facts(script: Script) -> dict[str, object]:
    facts: dict[str, object] = {name: getattr(script, name) for name in FIELDS}
    facts["scope"] = (script.scope, script.group_id)
    return {**facts, "folder": script.folder_id, "tags": list(script.tags)}


def _out_of_use(script: Script, version: ScriptVersion) -> None:
    if version.state == VersionState.APPROVED:
        version.state, version.reviewer, version.reviewed_at = VersionState.DRAFT, None, None
        version.save(update_fields=["state", "reviewer", "reviewed_at"])
    script.live = None
    if script.state != ScriptState.RETIRED:
        script.state = _state_of(version)


def _state_of(version: ScriptVersion) -> ScriptState:
    return {
        VersionState.APPROVED: ScriptState.APPROVED,
        VersionState.REVIEW: ScriptState.REVIEW,
    }.get(VersionState(version.state), ScriptState.DRAFT)
