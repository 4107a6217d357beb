"""What a signed address leads to: a file that may still be shown, and how it is to be served."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from conversations.actions.storing_files import attachment_storage
from conversations.file_bodies import STEP, age_of_seal
from conversations.file_rules import ADDRESS_MINUTES
from conversations.files.errors import (
    AddressExpired,
    FileAway,
    FileErased,
    FileRecalled,
    NoSuchFile,
)
from conversations.files.kinds import KINDS
from conversations.models import AttachmentState
from conversations.queries.files import file_by_key
from helpdesk.accounts.policies import value_of
from scripts_library.models import ScriptFile

THUMB_TYPE = "image/webp"

SCRIPT_FILE_SECONDS = 86_400
"""How long a browser of the shop may keep its copy of a file beside a script."""


@dataclass(frozen=True)
class ServedFile:
    """How one part of a file is served."""

    name: str
    content_type: str
    size: int | None
    # Everything but a picture is kept, never shown in a page of ours.
    as_download: bool
    seconds_left: int
    open: Callable[[], BinaryIO]


def served_file(*, key: str, part: str, seal: str) -> ServedFile:
    """The file, or NoSuchFile (also for a forged address), AddressExpired, FileRecalled,
    FileErased; `open` raises FileAway where the storage does not answer."""
    file = file_by_key(key)
    age = age_of_seal(file, part, seal, at=time.time())
    if age is None:
        raise NoSuchFile()
    life = int(value_of(file.shop_id, ADDRESS_MINUTES)) * 60 + STEP
    if not 0 <= age <= life:
        raise AddressExpired()
    if file.state == AttachmentState.RECALLED:
        raise FileRecalled()
    if file.state == AttachmentState.ERASED:
        raise FileErased()
    if file.state != AttachmentState.SENT:
        raise NoSuchFile()
    small = part == "thumb" and bool(file.thumb)
    return ServedFile(
        name=file.name,
        content_type=THUMB_TYPE if small else KINDS[file.kind].content_type,
        size=None if small else file.size,
        as_download=not file.is_image,
        seconds_left=int(life - age),
        open=lambda: opened_file(file.thumb if small else file.stored),
    )


def served_script_file(file: ScriptFile, part: str) -> ServedFile:
    """A file beside scripts, for whoever may see it; NoSuchFile for a part that there is not."""
    if part not in ("full", "thumb"):
        raise NoSuchFile()
    small = part == "thumb" and bool(file.thumb)
    return ServedFile(
        name=file.name,
        content_type=THUMB_TYPE if small else KINDS[file.kind].content_type,
        size=None if small else file.size,
        as_download=not file.is_image,
        seconds_left=SCRIPT_FILE_SECONDS,
        open=lambda: opened_file(file.thumb if small else file.stored),
    )


def opened_file(name: str) -> BinaryIO:
    try:
        return cast(BinaryIO, attachment_storage().open(name, "rb"))
    except Exception:  # each backend has errors of its own
        raise FileAway() from None
