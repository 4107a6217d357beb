"""Codes: who has one, and the next that is free."""

import re

from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from scripts_library.free_codes import next_free
from scripts_library.models import Scope, Script, ScriptVersion
from scripts_library.models.script import CODE_LENGTH

TAIL = re.compile(r"\d*\Z")


def holder_of(reader: Membership, code: str, *, besides: int | None = None) -> str | None:
    """The title of the script that has the code; of a colleague's personal one only that it is."""
    rows = Script.objects.filter(shop_id=reader.shop_id, code=code)
    script = rows.exclude(pk=besides or 0).first()
    if script is None:
        return None
    if script.scope == Scope.OWN and script.owner_id != reader.pk:
        return _("同事自己的一条")
    version = ScriptVersion.objects.filter(
        shop_id=reader.shop_id, script=script, number=script.latest
    ).first()
    return version.title if version else code


def free_code(shop_id: int, code: str) -> str:
    """The same letters with the next number that nobody has."""
    stem = TAIL.sub("", code)[: CODE_LENGTH - 4]
    taken = Script.objects.filter(shop_id=shop_id, code__startswith=stem)
    return next_free(stem, set(taken.values_list("code", flat=True)))
