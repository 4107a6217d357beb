"""A script was sent in a chat."""

from conversations.access import conversation_of
from conversations.speaker import Speaker
from scripts_library.actions.counting import note_use


def note_script_sent(
    *,
    actor: Speaker,
    conversation_id: int,
    seq: int,
    session_number: int,
    text: str,
    script_id: int,
    version: int,
) -> bool:
    """One use, in the stage that the reception is in; whether it was counted now."""
    conversation = conversation_of(actor.shop_id, conversation_id)
    return note_use(
        shop_id=actor.shop_id,
        member_id=actor.member,
        script_id=script_id,
        version=version,
        conversation_id=conversation_id,
        seq=seq,
        session_number=session_number,
        stage=conversation.stage,
        sent=text,
    )
