"""Pictures and a file in the demo's open chats, by the same actions that people use."""

import io
from typing import Final
from uuid import UUID, uuid5

from conversations.actions.sending import send_message
from conversations.actions.sending_files import send_file
from conversations.actions.uploading import upload_file
from conversations.models import Conversation, SessionState
from conversations.speaker import Speaker, buyer_of
from conversations.uploader import Uploader
from helpdesk.accounts.models import Shop
from helpdesk.demo_shop.drawn import damaged_parcel
from helpdesk.kernel.workbook import workbook

_IDS: Final = UUID("3c0c6d0e-6f3e-4b8f-8d5e-9a2f1b7c4d10")

FORM: Final = (
    ("退换登记", ""),
    ("订单号", ""),
    ("要退还是要换", ""),
    ("哪里不对（附照片）", ""),
    ("寄回单号", ""),
)


def load_files(shop: Shop) -> None:
    """A damaged parcel that was answered with a form, and one that waits for its answer."""
    open_chats = Conversation.objects.filter(
        shop=shop, state=SessionState.ACTIVE, blocked=False, snoozed_until=None
    ).order_by("last_at", "pk")
    answered, waiting = open_chats[:2]
    for thread, torn in ((answered, False), (waiting, True)):
        say(thread, buyer_of(shop.pk), "刚拆的快递，外箱是这样的")
        show(thread, buyer_of(shop.pk), "外箱.jpg", damaged_parcel(thread.pk % 97, torn=torn))
    agent = _holder(answered)
    seen = show(answered, buyer_of(shop.pk), "另一面.jpg", damaged_parcel(7, torn=True))
    words = "看清楚了，箱子压坏了。给您换一件，这张表填一下，寄回的运费店里出。"
    say(answered, agent, words, quote=seen)
    show(answered, agent, "退换登记表.xlsx", workbook(FORM))


def _holder(thread: Conversation) -> Speaker:
    owner = thread.owner
    assert owner is not None
    return Speaker(
        shop_id=thread.shop_id,
        side="agent",
        member_id=owner.pk,
        name=owner.public_name,
        role=owner.role,
    )


def say(thread: Conversation, speaker: Speaker, text: str, *, quote: int | None = None) -> None:
    """A message, sent."""
    send_message(
        speaker=speaker,
        conversation_id=thread.pk,
        client_id=uuid5(_IDS, f"{thread.pk} {text}"),
        text=text,
        quote=quote,
    )


def show(thread: Conversation, speaker: Speaker, name: str, data: bytes) -> int:
    """A picture or file, sent; its number in the thread."""
    client_id = uuid5(_IDS, f"{thread.pk} {name}")
    uploader = Uploader(speaker=speaker, conversation_id=thread.pk)
    upload_file(uploader=uploader, client_id=client_id, file=io.BytesIO(data), name=name)
    return send_file(uploader=uploader, client_id=client_id).seq
