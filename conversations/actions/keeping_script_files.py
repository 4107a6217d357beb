"""A picture or file for scripts is checked as one for a chat is, and kept once by its content."""

import logging
from typing import BinaryIO

from conversations.actions.storing_files import digest_of, storage_names, store, unstore
from conversations.file_rules import limits_of
from conversations.files.checking import Checked, checked
from conversations.files.errors import FileNotKept
from conversations.models import Attachment
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.actions.keeping_files import (
    FileFacts,
    announce_file,
    forget_file,
    keep_file,
    leaving_files,
    put_off,
    same_file,
)
from scripts_library.models import ScriptFile

AT_ONCE = 500

logger = logging.getLogger(__name__)


def keep_script_file(*, actor: Membership, file: BinaryIO, name: str) -> tuple[ScriptFile, str]:
    """The shop's file of this content, with a sentence on what was changed of it.

    Raises what is in `files/errors.py`. Where the storage does not take it (FileNotKept), nothing
    of it stays behind.
    """
    with checked(file, told=name, limits=limits_of(actor.shop_id)) as found:
        digest = digest_of(found.file)
        known = same_file(actor.shop_id, digest)
        if known is not None:
            return known, found.changed
        row = announce_file(actor=actor, facts=_facts(actor.shop_id, found, digest))
        try:
            store(row, found.file, found.thumb)
        except Exception as problem:  # each backend has errors of its own
            logger.warning("Script file %s could not be stored", row.pk, exc_info=True)
            if unstore(row):
                forget_file(row)
            raise FileNotKept(name=row.name) from problem
        return keep_file(row), found.changed


def erase_unused_script_files(*, shop_id: int) -> int:
    """Delete what no script and no message shows any more; how many."""
    shown = Attachment.objects.filter(shop_id=shop_id, script_file__isnull=False)
    besides = shown.exclude(stored="").values("script_file_id")
    leaving = leaving_files(shop_id=shop_id, besides=besides, most=AT_ONCE)
    gone = [row for row in leaving if unstore(row)]
    put_off([row for row in leaving if row not in gone])
    Attachment.objects.filter(shop_id=shop_id, script_file__in=[row.pk for row in gone]).update(
        script_file=None
    )
    for row in gone:
        forget_file(row)
    return len(gone)


def _facts(shop_id: int, found: Checked, digest: str) -> FileFacts:
    stored, thumb = storage_names(shop_id, now(), with_thumb=found.thumb is not None)
    return FileFacts(
        kind=found.kind.code,
        name=found.name,
        size=found.size,
        sha256=digest,
        width=found.width,
        height=found.height,
        moving=found.moving,
        stored=stored,
        thumb=thumb,
    )
