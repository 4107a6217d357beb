"""A message that began as a script: counted once it is stored, and never at its expense."""

import logging

from conversations.actions.sending import Sent
from conversations.actions.using_scripts import note_script_sent
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread
from helpdesk.realtime.commands import MessageSend

log = logging.getLogger(__name__)


async def count(command: MessageSend, speaker: Speaker, sent: Sent) -> None:
    """The message is stored whatever happens here; a use that is not counted is only logged."""
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
