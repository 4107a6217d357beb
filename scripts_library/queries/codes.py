"""Codes: who has one, and the next that is free."""

import re

from scripts_library.models import Script, ScriptVersion
from scripts_library.models.script import CODE_LENGTH

TAIL = re.compile(r"\d*\Z")


def holder_of(shop_id: int, code: str, *, besides: int | None = None) -> str | None:
    """The title of the script that has the code."""
    script = Script.objects.filter(shop_id=shop_id, code=code).exclude(pk=besides or 0).first()
    if script is None:
        return None
    version = ScriptVersion.objects.filter(
        shop_id=shop_id, script=script, number=script.latest
    ).first()
    return version.title if version else code


def free_code(shop_id: int, code: str) -> str:
    """The same letters with the next number that nobody has."""
    stem = TAIL.sub("", code)[: CODE_LENGTH - 4]
    taken = Script.objects.filter(shop_id=shop_id, code__startswith=stem)
    return next_free(stem, set(taken.values_list("code", flat=True)))


def next_free(stem: str, taken: set[str]) -> str:
    """Pure: `CJ` with CJ01 taken is CJ02."""
    number = 1
    while f"{stem}{number:02}" in taken:
        number += 1
    return f"{stem}{number:02}"
