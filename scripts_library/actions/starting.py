"""A shop begins with the set that comes with the product."""

from collections.abc import Collection

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.holding import held_library
from scripts_library.actions.placing import placed
from scripts_library.actions.versioning import approved, worded
from scripts_library.models import Script, ScriptState, ScriptVersion
from scripts_library.starter.reading import Starter, starters


@transaction.atomic
def load_starter(*, actor: Membership, languages: Collection[str]) -> int:
    """Put in what the shop has not got of the set, in use at once in the name of whoever chose
    it; how many. Loading it again adds nothing and changes nothing that the shop made of it."""
    require(actor, "scripts.manage")
    library = held_library(actor.shop_id)
    rows = Script.objects.filter(shop_id=actor.shop_id)
    known = set(rows.exclude(starter_key="").values_list("starter_key", flat=True))
    taken = set(rows.exclude(code="").values_list("code", flat=True))
    missing = [one for one in starters() if one.language in languages and one.key not in known]
    folders = {
        path: placed(actor.shop_id, path) for path in dict.fromkeys(one.folder for one in missing)
    }
    scripts = Script.objects.bulk_create(
        _script(actor, one, folders[one.folder], has_code=one.code not in taken) for one in missing
    )
    ScriptVersion.objects.bulk_create(
        _version(actor, script, one) for script, one in zip(scripts, missing, strict=True)
    )
    if missing:
        note(actor, "script.starter_loaded", library, "", count=len(missing))
        announce(library)
    return len(missing)


def _script(actor: Membership, one: Starter, folder_id: int | None, *, has_code: bool) -> Script:
    return Script(
        shop_id=actor.shop_id,
        owner=actor,
        folder_id=folder_id,
        code=one.code if has_code else "",
        language=one.language,
        stage=one.stage,
        tags=list(one.tags),
        state=ScriptState.APPROVED,
        latest=1,
        live=1,
        edits=1,
        starter_key=one.key,
        created_at=now(),
        changed_at=now(),
    )


def _version(actor: Membership, script: Script, one: Starter) -> ScriptVersion:
    at = now()
    version = worded(script, number=1, title=one.title, body=one.body, author=actor, at=at)
    return approved(version, actor, at)
