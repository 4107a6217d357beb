"""Send a file that was uploaded: an entry of the one stream, like a card."""

from uuid import UUID

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.sending import sent_before, store_locked
from conversations.actions.starting import start_conversation
from conversations.actions.stored import Sent, values_of
from conversations.file_bodies import body_of
from conversations.files.errors import FileGone
from conversations.models import Attachment, AttachmentState, Entry, EntryKind
from conversations.queries.files import is_theirs
from conversations.uploader import Uploader
from helpdesk.kernel.errors import NotAllowed


def send_file(*, uploader: Uploader, client_id: UUID) -> Sent:
    """Store the entry of the upload `client_id` for good and announce it.

    The same `client_id` again answers with the first row. Opens and takes a chat as a message
    does. Raises FileGone (never uploaded, another's, erased), HeldByOther, ClientIdTaken,
    ConversationNotFound.
    """
    conversation_id = uploader.conversation_id
    if conversation_id is None:
        raise NotAllowed()
    speaker = uploader.speaker
    with transaction.atomic():
        conversation = locked_conversation(speaker.shop_id, conversation_id)
        known = sent_before(speaker, conversation_id, client_id, EntryKind.FILE)
        if known is not None:
            return known
        file = Attachment.objects.filter(
            shop_id=speaker.shop_id, client_id=client_id, state=AttachmentState.WAITING
        ).first()
        if file is None or not is_theirs(file, uploader):
            raise FileGone()
        values = values_of(speaker, conversation_id, client_id, "", file=body_of(file))
        sent = store_locked(speaker, conversation, values)
        bound = Attachment.objects.filter(pk=file.pk, state=AttachmentState.WAITING).update(
            state=AttachmentState.SENT, conversation_id=conversation_id, seq=sent.seq
        )
        if not bound:  # the sweep took it at this moment: nothing of this is stored
            raise FileGone()
    return sent


def send_first_file(*, uploader: Uploader, client_id: UUID) -> tuple[int, Sent]:
    """The same as a visitor's very first words, which make their buyer and their thread."""
    with transaction.atomic():
        conversation = start_conversation(
            shop_id=uploader.speaker.shop_id, visitor_key=uploader.visitor_key
        )
        begun = Uploader(
            speaker=uploader.speaker,
            conversation_id=conversation.pk,
            visitor_key=uploader.visitor_key,
        )
        return conversation.pk, send_file(uploader=begun, client_id=client_id)


def withhold_file(*, shop_id: int, conversation_id: int, seq: int) -> None:
    """Its entry was taken back, under the conversation's lock: nobody is shown it any more."""
    Attachment.objects.filter(
        shop_id=shop_id, conversation_id=conversation_id, seq=seq, state=AttachmentState.SENT
    ).update(state=AttachmentState.RECALLED)


def key_kept_out(entry: Entry) -> dict[str, object] | None:
    """What the record keeps of an entry's card; of a file all but the name it is had by."""
    if entry.kind != EntryKind.FILE or entry.card is None:
        card: dict[str, object] | None = entry.card
        return card
    return {name: value for name, value in entry.card.items() if name != "key"}
