"""Uploads: whose they are, what a thread's entry shows, what is due to be erased."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from conversations.file_bodies import FileBody, file_shape
from conversations.files.errors import NoSuchFile
from conversations.models import Attachment, AttachmentState, Conversation, Entry, EntryKind
from conversations.uploader import Uploader
from helpdesk.realtime.shapes import FileShape


def upload_before(uploader: Uploader, client_id: UUID) -> Attachment | None:
    """What this `client_id` uploaded already, whoever did it."""
    return (
        Attachment.objects.filter(shop_id=uploader.speaker.shop_id, client_id=client_id)
        .exclude(state=AttachmentState.ARRIVING)
        .first()
    )


def is_theirs(file: Attachment, uploader: Uploader) -> bool:
    """Whether this person uploaded it, for this thread."""
    if uploader.speaker.is_agent:
        return (
            file.member_id == uploader.speaker.member_id
            and file.conversation_id == uploader.conversation_id
        )
    return file.member_id is None and file.visitor_key == uploader.visitor_key


def unsent_count(uploader: Uploader) -> int:
    """How many they uploaded and did not send."""
    speaker = uploader.speaker
    return Attachment.objects.filter(
        shop_id=speaker.shop_id,
        state=AttachmentState.WAITING,
        member_id=speaker.member_id,
        visitor_key=uploader.visitor_key,
    ).count()


def thread_of_visitor(shop_id: int, visitor_key: str) -> Conversation | None:
    """The visitor's thread; None before the first message."""
    return Conversation.objects.filter(
        shop_id=shop_id, buyer__visitor_key=visitor_key, buyer__shop_id=shop_id
    ).first()


def file_by_key(key: str) -> Attachment:
    """The upload that an address names, or NoSuchFile."""
    found = Attachment.objects.filter(key=key).first()
    if found is None:
        raise NoSuchFile()
    return found


def fresh_addresses(*, shop_id: int, conversation_id: int, seq: int) -> FileShape:
    """A sent file with new addresses, or NoSuchFile."""
    body: FileBody | None = (
        Entry.objects.filter(
            shop_id=shop_id, conversation_id=conversation_id, seq=seq, kind=EntryKind.FILE
        )
        .values_list("card", flat=True)
        .first()
    )
    if body is None:
        raise NoSuchFile()
    return file_shape(body, shop_id=shop_id, conversation_id=conversation_id)


def due_files(shop_id: int, *, unsent: datetime, kept: datetime) -> QuerySet[Attachment]:
    """Uploads never sent and files taken back before one moment, and all sent before another."""
    left = Q(uploaded_at__lt=unsent) & Q(
        state__in=(AttachmentState.ARRIVING, AttachmentState.WAITING, AttachmentState.RECALLED)
    )
    old = Q(state=AttachmentState.SENT, uploaded_at__lt=kept)
    return Attachment.objects.filter(shop_id=shop_id).filter(left | old)
