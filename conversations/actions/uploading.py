"""Somebody's file is checked and kept, to be sent next; sending is `sending_files.py`."""

import logging
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from conversations.access import locked_conversation
from conversations.actions.blocking import require_unblocked
from conversations.actions.sessions import require_free_or_mine
from conversations.actions.storing_files import digest_of, storage_names, store, unstore
from conversations.errors import ClientIdTaken
from conversations.file_rules import PER_MESSAGE, limits_of
from conversations.files.checking import Checked, checked
from conversations.files.errors import FileGone, FileNotKept, TooManyUnsent
from conversations.models import Attachment, AttachmentState, SessionState
from conversations.queries.files import is_theirs, unsent_count, upload_before
from conversations.uploader import Uploader
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.tokens import random_key

logger = logging.getLogger(__name__)

UNSENT_TIMES = 3
"""How many messages' worth of files may wait to be sent."""


def admit(*, uploader: Uploader, client_id: UUID) -> Attachment | None:
    """Before a byte is read: what was uploaded under this `client_id` already, or None where the
    file may come.

    Raises HeldByOther, BlockedBuyer, ChatBlocked, ConversationNotFound, TooManyUnsent, and
    ClientIdTaken or FileGone for a `client_id` that cannot be used any more.
    """
    known = upload_before(uploader, client_id)
    if known is not None:
        return _mine(known, uploader)
    if uploader.conversation_id is not None:
        _require_welcome(uploader, uploader.conversation_id)
    most = int(value_of(uploader.speaker.shop_id, PER_MESSAGE)) * UNSENT_TIMES
    waiting = unsent_count(uploader)
    if waiting >= most:
        raise TooManyUnsent(count=waiting)
    return None


def upload_file(
    *, uploader: Uploader, client_id: UUID, file: BinaryIO, name: str
) -> tuple[Attachment, str]:
    """Check a file by its content and keep it; with it a sentence on what was changed.

    The same `client_id` again keeps nothing and answers with the first. Raises what is in
    `files/errors.py`, and ClientIdTaken. Where the storage does not take it (FileNotKept),
    nothing of it stays behind.
    """
    shop_id = uploader.speaker.shop_id
    with checked(file, told=name, limits=limits_of(shop_id)) as found:
        row = _row(uploader, client_id, found, at=now())
        _keep(row, found)
    try:
        Attachment.objects.filter(pk=row.pk, state=AttachmentState.ARRIVING).update(
            state=AttachmentState.WAITING
        )
    except IntegrityError:  # the same upload twice at once: the other one counts
        known = upload_before(uploader, client_id)
        if known is None:
            raise
        return _mine(known, uploader), ""
    row.refresh_from_db()
    return row, found.changed


def _keep(row: Attachment, found: Checked) -> None:
    """All of it or nothing: what a full disk took of it goes again, and so does its row."""
    try:
        store(row, found.file, found.thumb)
    except Exception as problem:  # each backend has errors of its own
        logger.warning("Upload %s could not be stored", row.pk, exc_info=True)
        if unstore(row):
            row.delete()
        raise FileNotKept(name=row.name) from problem


def _mine(known: Attachment, uploader: Uploader) -> Attachment:
    if not is_theirs(known, uploader):
        raise ClientIdTaken()
    if known.state in (AttachmentState.ERASED, AttachmentState.RECALLED):
        raise FileGone()
    return known


def _require_welcome(uploader: Uploader, conversation_id: int) -> None:
    """Nobody uploads for a chat in which they could not say a word."""
    speaker = uploader.speaker
    with transaction.atomic():
        conversation = locked_conversation(speaker.shop_id, conversation_id)
        require_unblocked(speaker, conversation)
        held = conversation.state != SessionState.FINISHED
        if speaker.is_agent and held and conversation.owner_id != speaker.member_id:
            require_free_or_mine(speaker, conversation)


def _row(uploader: Uploader, client_id: UUID, found: Checked, *, at: datetime) -> Attachment:
    shop_id = uploader.speaker.shop_id
    stored, thumb = storage_names(shop_id, at, with_thumb=found.thumb is not None)
    return Attachment.objects.create(
        shop_id=shop_id,
        key=random_key(),
        client_id=client_id,
        member_id=uploader.speaker.member_id,
        visitor_key=uploader.visitor_key,
        conversation_id=uploader.conversation_id if uploader.speaker.is_agent else None,
        state=AttachmentState.ARRIVING,
        kind=found.kind.code,
        name=found.name,
        size=found.size,
        sha256=digest_of(found.file),
        width=found.width,
        height=found.height,
        moving=found.moving,
        stored=stored,
        thumb=thumb,
        uploaded_at=at,
    )
