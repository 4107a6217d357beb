"""A file beside a script is put to a chat, to be sent next: a row of its own, the same bytes."""

from uuid import UUID

from django.db import IntegrityError, transaction

from conversations.actions.uploading import admit
from conversations.file_rules import limits_of
from conversations.files.errors import OnlyImages
from conversations.models import Attachment, AttachmentState
from conversations.uploader import Uploader
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.tokens import random_key
from scripts_library.access import file_to_send
from scripts_library.actions.keeping_files import held_file
from scripts_library.errors import ScriptFileGone
from scripts_library.models import ScriptFile


def lend_script_file(
    *, actor: Membership, uploader: Uploader, client_id: UUID, key: str
) -> Attachment:
    """The file waits to be sent under ``client_id``; the same again answers with the first.

    Raises what `admit` does, OnlyImages where the shop sends no documents (any more), and
    ScriptFileGone for a file of no script that the agent finds and that is in use.
    """
    known = admit(uploader=uploader, client_id=client_id)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            file = held_file(file_to_send(membership=actor, key=key))
            if not file.is_image and not limits_of(actor.shop_id).documents:
                raise OnlyImages(name=file.name)
            return _row(uploader, client_id, file)
    except NotFound:
        raise ScriptFileGone() from None
    except IntegrityError:  # the same twice at once: the other one counts
        known = admit(uploader=uploader, client_id=client_id)
        if known is None:
            raise
        return known


def _row(uploader: Uploader, client_id: UUID, file: ScriptFile) -> Attachment:
    return Attachment.objects.create(
        shop_id=uploader.speaker.shop_id,
        key=random_key(),
        client_id=client_id,
        member_id=uploader.speaker.member_id,
        conversation_id=uploader.conversation_id,
        state=AttachmentState.WAITING,
        kind=file.kind,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        width=file.width,
        height=file.height,
        moving=file.moving,
        stored=file.stored,
        thumb=file.thumb,
        script_file=file,
        uploaded_at=now(),
    )
