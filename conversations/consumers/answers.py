"""What a buyer answers to a question of the shop: about an order's address, or how it was."""

from typing import Any

from conversations.actions.answering_cards import answer_card
from conversations.actions.rating import give_rating
from conversations.address_change import Change
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread
from helpdesk.realtime.commands import CardAnswer
from helpdesk.realtime.inside_commands import RatingGive


async def buyer_answers(
    command: CardAnswer | RatingGive, speaker: Speaker, conversation: int
) -> dict[str, Any]:
    """Keep the answer; what the buyer's page is told of it."""
    if isinstance(command, RatingGive):
        rating = await in_thread(
            give_rating,
            shop_id=speaker.shop_id,
            conversation_id=conversation,
            session=command.session,
            score=command.score,
            comment=command.comment,
        )
        return {"rating": rating}
    sent = await in_thread(
        answer_card,
        speaker=speaker,
        conversation_id=conversation,
        seq=command.seq,
        client_id=command.client_id,
        says=command.says,
        change=Change(
            name=command.receiver,
            phone=command.phone,
            address=command.address,
            words=command.words,
        ),
    )
    return sent.as_json()
