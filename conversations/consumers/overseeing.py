"""The desk socket's commands of supervisors: looking on unseen, whispering."""

from typing import Any

from conversations.actions.watching_unseen import begin_watching
from conversations.actions.whispering import whisper
from conversations.queries import entries
from conversations.queries.rows import row_shape
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread, pool
from helpdesk.realtime.commands import ThreadWatch
from helpdesk.realtime.inside_commands import NoteWhisper
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


async def say_unheard(command: NoteWhisper, conversation: int, speaker: Speaker) -> dict[str, Any]:
    """A line for the holder of the chat alone."""
    note = await in_thread(
        whisper,
        actor=speaker,
        conversation_id=conversation,
        client_id=command.client_id,
        text=command.text,
        anchor=command.anchor,
    )
    return {"note": note}
