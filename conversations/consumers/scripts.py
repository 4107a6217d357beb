"""A message that began as a script: counted behind its acknowledgement, never at its expense.

What dies with the process in the moment between is a use that nobody counts, never a message. One
whose acknowledgement was lost is counted when it is sent again: a use counts once however often it
is told.
"""

import asyncio
import logging

from conversations.actions.stored import Sent
from conversations.actions.using_scripts import note_script_sent
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread
from helpdesk.realtime.commands import MessageSend

log = logging.getLogger(__name__)

_running: set[asyncio.Task[None]] = set()
"""The loop itself keeps only weak references to its tasks."""


def count_soon(command: MessageSend, speaker: Speaker, sent: Sent) -> None:
    """Behind the acknowledgement, which the caller gives without waiting for anything more."""
    if command.script is None:
        return
    task = asyncio.create_task(_count(command, speaker, sent))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def _count(command: MessageSend, speaker: Speaker, sent: Sent) -> None:
    """A use that is not counted is only logged."""
    if command.script is None or command.script_version is None or command.conversation is None:
        return
    try:
        await in_thread(
            note_script_sent,
            actor=speaker,
            conversation_id=command.conversation,
            seq=sent.seq,
            session_number=sent.session,
            text=command.text,
            script_id=command.script,
            version=command.script_version,
        )
    except Exception:
        log.exception("a use of script %s was not counted", command.script)
