"""Words and filing of a script changed in one step: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from helpdesk.accounts.models import Membership
from scripts_library.access import script_for, version_of
from scripts_library.actions.filing import file_script
from scripts_library.actions.holding import held_library
from scripts_library.actions.writing import require_unchanged, save_words, submit_script
from scripts_library.drafts import Filing
from scripts_library.models import Script
from scripts_library.queries.goods import words_in

WORDS = ("title", "body", "products", "files")
FILED = (
    "code",
    "scope",
    "group_id",
    "folder_id",
    "stage",
    "language",
    "tags",
    "valid_from",
    "valid_until",
)


@transaction.atomic
def change_script(
    *, actor: Membership, script_id: int, said: Mapping[str, Any], seen: int, submit: bool
) -> Script:
    """What is said is changed, what is not said stays. Raises what `file_script`, `save_words`
    and `submit_script` do; ChangedMeanwhile when somebody saved since ``seen``."""
    held_library(actor.shop_id)
    script = script_for(membership=actor, script_id=script_id)
    require_unchanged(script, seen)
    filing = {name: said[name] for name in FILED if name in said}
    if filing:
        wanted = replace(filing_of(script), **filing)
        script = file_script(actor=actor, script_id=script_id, filing=wanted, seen=seen)
    words = {name: said[name] for name in WORDS if name in said}
    if words:
        before = words_in(version_of(script, script.latest))
        return save_words(
            actor=actor,
            script_id=script_id,
            words=replace(before, **words),
            seen=script.edits,
            submit=submit,
        )
    if submit:
        return submit_script(actor=actor, script_id=script_id, seen=script.edits)
    return script


def filing_of(script: Script) -> Filing:
    """How it is filed now."""
    return Filing(
        scope=script.scope,
        group_id=script.group_id,
        folder_id=script.folder_id,
        code=script.code,
        language=script.language,
        stage=script.stage,
        tags=tuple(script.tags),
        valid_from=script.valid_from,
        valid_until=script.valid_until,
    )
