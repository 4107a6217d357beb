"""Two buyers of the demo lose their patience, and the supervisor whispers to who holds one of them.

Written through the actions of the apps, so that the floor finds it as it finds everything.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid5

from conversations.actions.sending import send_message
from conversations.actions.whispering import whisper
from conversations.models import Conversation, SessionState
from conversations.speaker import agent_of, buyer_of
from helpdesk.accounts.models import Membership

_IDS: Final = UUID("3a1d7c90-52c4-4d0e-9a35-1f3b0f7a6be2")

SAID: Final = (
    ("人呢", "第三次问了，到底什么时候退款？再不解决我就打 12315"),
    ("又发错了，你们糊弄谁呢",),
)
WHISPERED: Final = "先道歉，退款我这边批，您直接说今天到账"


def load_floor(*, holders: Sequence[Membership], supervisor: Membership) -> None:
    """One buyer of each of the first two holders says what people say then."""
    for member, words in zip(holders, SAID, strict=False):
        thread = (
            Conversation.objects.filter(
                shop_id=member.shop_id, owner=member, state=SessionState.ACTIVE, blocked=False
            )
            .order_by("last_at", "pk")
            .first()
        )
        if thread is None:
            continue
        for text in words:
            send_message(
                speaker=buyer_of(member.shop_id),
                conversation_id=thread.pk,
                client_id=uuid5(_IDS, text),
                text=text,
            )
        if words is SAID[0]:
            thread.refresh_from_db()
            whisper(
                actor=agent_of(supervisor),
                conversation_id=thread.pk,
                client_id=uuid5(_IDS, WHISPERED),
                text=WHISPERED,
                anchor=thread.last_seq,
            )
