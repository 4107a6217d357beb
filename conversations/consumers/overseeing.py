"""The desk socket's commands of supervisors: looking on unseen."""

from typing import Any

from conversations.actions.watching_unseen import begin_watching
from conversations.queries import entries
from conversations.queries.rows import row_shape
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread, pool
from helpdesk.realtime.commands import ThreadWatch
from helpdesk.realtime.listener import Listener


async def watch(
    command: ThreadWatch, conversation: int, speaker: Speaker, listener: Listener | None
) -> dict[str, Any]:
    """The thread as `thread.open` gives it; nobody hears that somebody looks."""
    await in_thread(
        begin_watching, actor=speaker, conversation_id=conversation, watching=command.watching
    )
    async with pool().connection() as conn:
        record, thread = await entries.thread(
            conn,
            shop_id=speaker.shop_id,
            conversation_id=conversation,
            seq=command.after,
            for_buyer=False,
        )
    if listener is not None:
        listener.unseen, listener.watched = True, conversation
    return {"row": row_shape(record), "thread": thread}
