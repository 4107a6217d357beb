"""Somebody writes just now: told to those who have the thread open, and never stored.

Of the holder's writing the buyer learns that the shop writes; of anybody else's, nothing. What
Postgres keeps is the moment at which a holder last wrote (`helpdesk/team/actions/typing.py`).
"""

from conversations.errors import ConversationNotFound
from conversations.speaker import Speaker
from helpdesk.kernel.database import pool
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.events import ThreadTyping
from helpdesk.realtime.parcel import pack
from helpdesk.realtime.shapes import PersonShape
from helpdesk.team.actions.typing import note_typing

HOLDER_SQL = """
SELECT owner_id, state FROM conversations_conversation
WHERE shop_id = %(shop)s AND id = %(conversation)s
"""


async def tell_typing(*, speaker: Speaker, conversation_id: int, unseen: bool = False) -> None:
    """Announce it. ``unseen``: somebody looks on silently, of whom nobody may hear.

    Raises ConversationNotFound for a thread that is not this shop's.
    """
    member: PersonShape | None = None
    to_buyer = False
    if speaker.is_agent and speaker.member_id is not None:
        values = {"shop": speaker.shop_id, "conversation": conversation_id}
        async with pool().connection() as conn:
            thread = await (await conn.execute(HOLDER_SQL, values)).fetchone()
        if thread is None:
            raise ConversationNotFound()
        if unseen:
            return
        member = {"id": speaker.member_id, "name": speaker.name or ""}
        to_buyer = thread["state"] == "active" and thread["owner_id"] == speaker.member_id
        if to_buyer:
            await note_typing(
                shop_id=speaker.shop_id,
                member_id=speaker.member_id,
                conversation_id=conversation_id,
            )
    hub = hubs.running()
    if hub is not None:
        event = ThreadTyping(
            conversation=conversation_id,
            side="agent" if speaker.is_agent else "buyer",
            member=member,
            to_buyer=to_buyer,
        )
        hub.announce(pack(speaker.shop_id, [event], origin=hubs.ORIGIN))
