"""A supervisor says something to whoever holds a chat, unheard by buyer and other colleagues."""

from uuid import UUID

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.actions.noting import add_whisper, note_by_client
from conversations.floor.errors import NobodyToWhisperTo
from conversations.models import SessionState
from conversations.queries.notes import note_shape_of
from conversations.rights import require_right
from conversations.speaker import Speaker
from helpdesk.realtime.shapes import NoteShape


@transaction.atomic
def whisper(
    *, actor: Speaker, conversation_id: int, client_id: UUID, text: str, anchor: int
) -> NoteShape:
    """A note for the present holder alone. The same ``client_id`` again answers with the first row.

    NobodyToWhisperTo where nobody or the actor holds the chat; TextEmpty, TextTooLong,
    ConversationNotFound, PermissionRefused. The record says that it was said, not the words.
    """
    conversation = locked_conversation(actor.shop_id, conversation_id)
    require_right(actor, "floor.oversee")
    known = note_by_client(conversation, client_id)
    if known is not None:
        return note_shape_of(known, [known.to_id] if known.to_id else [])
    holder = conversation.owner if conversation.state == SessionState.ACTIVE else None
    if holder is None or holder.pk == actor.member_id:
        raise NobodyToWhisperTo()
    shape = add_whisper(
        actor=actor,
        conversation=conversation,
        client_id=client_id,
        text=text,
        anchor=anchor,
        to=holder,
    )
    record_by(actor, "chat.whispered", conversation, to=holder.user.shown_name)
    return shape
