"""The desk socket's commands about people: states, handing over, writing just now."""

import logging
from typing import Any

from conversations.actions.routing import route_waiting
from conversations.actions.transferring import transfer_conversation
from conversations.actions.typing import tell_typing
from conversations.queries.hands import has_chats
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.commands import PresenceChoose, SessionTransfer
from helpdesk.realtime.limits import Buckets
from helpdesk.team.actions.arriving import arrive
from helpdesk.team.actions.choosing_state import choose_state
from helpdesk.team.models import PresenceState

logger = logging.getLogger(__name__)

TYPING_BURST, TYPING_PER_SECOND = 4, 0.5

_typing = Buckets()


async def sign_on(speaker: Speaker) -> None:
    """A desk is open: whoever was away accepts at once, and whoever waits gets them."""
    assert speaker.member_id is not None
    await arrive(shop_id=speaker.shop_id, member_id=speaker.member_id)
    await let_queue_move(speaker.shop_id)


async def choose(command: PresenceChoose, speaker: Speaker) -> dict[str, Any]:
    """The person's own state."""
    assert speaker.member_id is not None
    state = await in_thread(_choose, speaker, command.state)
    if state == PresenceState.ACCEPTING:
        await let_queue_move(speaker.shop_id)
    return {"state": str(state)}


def _choose(speaker: Speaker, state: str) -> PresenceState:
    member_id = speaker.member_id or 0
    return choose_state(
        shop_id=speaker.shop_id,
        member_id=member_id,
        state=PresenceState(state),
        has_chats=has_chats(speaker.shop_id, member_id),
    )


async def transfer(command: SessionTransfer, conversation: int, speaker: Speaker) -> dict[str, Any]:
    """Hand the chat over."""
    row = await in_thread(
        transfer_conversation,
        actor=speaker,
        conversation_id=conversation,
        member_id=command.member,
        group_id=command.group,
        note=command.note,
    )
    await let_queue_move(speaker.shop_id)
    return {"row": row}


async def report_typing(
    speaker: Speaker, conversation: int, *, key: str, unseen: bool = False
) -> dict[str, Any]:
    """Pass it on, at most every few seconds; more of it is dropped in silence."""
    try:
        _typing.take(key, burst=TYPING_BURST, per_second=TYPING_PER_SECOND)
    except HelpdeskError:
        return {}
    await tell_typing(speaker=speaker, conversation_id=conversation, unseen=unseen)
    return {}


async def let_queue_move(shop_id: int) -> None:
    """Somebody may be free now. The sweep would see it within two seconds; this is sooner, and a
    failure here is not the person's business."""
    try:
        await in_thread(route_waiting, shop_id=shop_id)
    except Exception:
        logger.warning("The queue of shop %s could not be moved", shop_id, exc_info=True)
