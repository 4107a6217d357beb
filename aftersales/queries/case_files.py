"""A file beside a case, and how it is to be served."""

from typing import Final

from aftersales.models import Case, CaseFile
from conversations.files.errors import NoSuchFile
from conversations.files.kinds import KINDS
from conversations.queries.serving_files import THUMB_TYPE, ServedFile, opened_file

KEPT_SECONDS: Final = 600
"""How long a browser may keep its copy."""


def served_case_file(case: Case, key: str, part: str) -> ServedFile:
    """The case's own file, or NoSuchFile; `open` raises FileAway where the storage is away."""
    found = CaseFile.objects.filter(shop_id=case.shop_id, case=case, key=key).first()
    if found is None or part not in ("full", "thumb"):
        raise NoSuchFile()
    small = part == "thumb" and bool(found.thumb)
    return ServedFile(
        name=found.name,
        content_type=THUMB_TYPE if small else KINDS[found.kind].content_type,
        size=None if small else found.size,
        as_download=not found.is_image,
        seconds_left=KEPT_SECONDS,
        open=lambda: opened_file(found.thumb if small else found.stored),
    )
