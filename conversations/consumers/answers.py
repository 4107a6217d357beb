"""What a buyer answers to a question of the shop, and what they ask of a card."""

from typing import Any

from conversations.actions.answering_cards import answer_card
from conversations.actions.rating import give_rating
from conversations.address_change import Change
from conversations.queries.card_pages import card_page
from conversations.speaker import Speaker
from helpdesk.kernel.database import in_thread
from helpdesk.realtime.commands import CardAnswer, CardPage
from helpdesk.realtime.inside_commands import RatingGive


async def buyer_answers(
    command: CardAnswer | CardPage | RatingGive, speaker: Speaker, conversation: int
) -> dict[str, Any]:
    """Keep the answer; what the buyer's page is told of it. A card's page is only looked up."""
    if isinstance(command, CardPage):
        page = await in_thread(
            card_page, shop_id=speaker.shop_id, conversation_id=conversation, seq=command.seq
        )
        return {"page": page}
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
