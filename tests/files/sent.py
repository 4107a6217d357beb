"""A picture that stands in a thread, and the seal of its address."""

import io
from uuid import uuid4

from conversations.actions.sending_files import send_file
from conversations.actions.uploading import upload_file
from conversations.file_bodies import address_of
from conversations.models import Attachment, Conversation
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from tests.files import made


def sent_file(thread: Conversation, *, name: str = "外箱.png") -> Attachment:
    """A picture that the buyer sent."""
    buyer = Uploader(
        speaker=buyer_of(thread.shop_id),
        conversation_id=thread.pk,
        visitor_key=thread.buyer.visitor_key or "",
    )
    client_id, picture = uuid4(), io.BytesIO(made.picture("PNG", (8, 8)))
    upload_file(uploader=buyer, client_id=client_id, file=picture, name=name)
    send_file(uploader=buyer, client_id=client_id)
    return Attachment.objects.get(shop_id=thread.shop_id, client_id=client_id)


def seal_of(file: Attachment) -> str:
    """The last part of the address at which it is had, for now."""
    address = address_of(file.shop_id, file.conversation_id or 0, file.key, "full")
    return address.rstrip("/").rsplit("/", 1)[1]
