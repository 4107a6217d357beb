"""What a buyer's page missed, and what came before it."""

from typing import Any

from conversations.queries import entries
from conversations.speaker import Speaker
from helpdesk.kernel.database import pool
from helpdesk.realtime.commands import ThreadFill, ThreadHistory


async def read_back(
    command: ThreadFill | ThreadHistory, speaker: Speaker, conversation: int | None
) -> dict[str, Any]:
    """A stretch of the thread; nothing where there is none yet."""
    if conversation is None:
        nothing: dict[str, Any] = {"entries": []}
        ends = {"through": 0, "last": 0} if isinstance(command, ThreadFill) else {"first": 0}
        return {**nothing, **ends}
    filling = isinstance(command, ThreadFill)
    async with pool().connection() as conn:
        return await (entries.fill if filling else entries.history)(
            conn,
            shop_id=speaker.shop_id,
            conversation_id=conversation,
            seq=command.after if isinstance(command, ThreadFill) else command.before,
            for_buyer=True,
        )
