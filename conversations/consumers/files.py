"""Both sockets' commands about files: each calls one action or one query."""

from typing import Any

from conversations.actions.sending_files import send_file, send_first_file
from conversations.queries.files import fresh_addresses
from conversations.speaker import Speaker
from conversations.uploader import Uploader
from helpdesk.kernel.database import in_thread
from helpdesk.realtime.file_commands import FileAddress, FileSend


async def send(
    command: FileSend, speaker: Speaker, conversation: int | None, *, visitor_key: str = ""
) -> tuple[int, dict[str, Any]]:
    """The thread it stands in (a visitor's first file begins one), and the reply."""
    uploader = Uploader(speaker=speaker, conversation_id=conversation, visitor_key=visitor_key)
    if conversation is None:
        begun, sent = await in_thread(
            send_first_file, uploader=uploader, client_id=command.client_id
        )
        return begun, sent.as_json()
    sent = await in_thread(send_file, uploader=uploader, client_id=command.client_id)
    return conversation, sent.as_json()


async def address(
    command: FileAddress, speaker: Speaker, conversation: int | None
) -> dict[str, Any]:
    """The file with addresses that hold from now on."""
    file = await in_thread(
        fresh_addresses,
        shop_id=speaker.shop_id,
        conversation_id=conversation or 0,
        seq=command.seq,
    )
    return {"file": file}
