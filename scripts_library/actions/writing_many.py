"""Many new scripts at once, as a table brings them: what `write_script` does to one, in a few
statements for a thousand."""

from collections.abc import Sequence
from datetime import datetime

from helpdesk.accounts.access import require
from helpdesk.accounts.audit import Deed, record_many
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.actions.filing import FIELDS
from scripts_library.actions.versioning import approved, worded
from scripts_library.drafts import Filing, Words
from scripts_library.models import Scope, Script, ScriptState, ScriptVersion, VersionState

BATCH = 1000


def write_scripts(actor: Membership, rows: Sequence[tuple[Words, Filing]]) -> list[Script]:
    """A script for each row, in their order: before the reviewers, a personal one in use.

    Whoever calls holds the library, announces it, and has planned the rows under that lock
    (`tables/planning.py`): words and filing are checked, scenes and groups are the shop's, codes
    are free, the guard blocks none of them, and nothing goes along with them.
    """
    require(actor, "scripts.write")
    at = now()
    scripts = Script.objects.bulk_create(
        [_script(actor, filing, at) for _, filing in rows], batch_size=BATCH
    )
    versions = []
    for script, (words, _) in zip(scripts, rows, strict=True):
        version = worded(script, number=1, title=words.title, body=words.body, author=actor, at=at)
        if script.scope == Scope.OWN:
            version = approved(version, actor, at)
        else:
            version.state = VersionState.REVIEW
        versions.append(version)
    ScriptVersion.objects.bulk_create(versions, batch_size=BATCH)
    deeds = []
    for script, (words, _) in zip(scripts, rows, strict=True):
        deeds.append(Deed("script.written", script, {"target": words.title}))
        if script.scope != Scope.OWN:
            told = {"target": words.title, "version": 1}
            deeds.append(Deed("script.submitted", script, told))
    record_many(shop_id=actor.shop_id, actor=actor.user, deeds=deeds)
    return scripts


def _script(actor: Membership, filing: Filing, at: datetime) -> Script:
    own = filing.scope == Scope.OWN
    script = Script(
        shop_id=actor.shop_id,
        owner=actor,
        folder_id=filing.folder_id,
        group_id=filing.group_id,
        tags=list(filing.tags),
        state=ScriptState.APPROVED if own else ScriptState.REVIEW,
        latest=1,
        live=1 if own else None,
        edits=1,
        created_at=at,
        changed_at=at,
    )
    for name in FIELDS:
        setattr(script, name, getattr(filing, name))
    return script
