"""What a buyer wants changed about an address: sealed beside its card, opened for the desk."""

import json
from dataclasses import asdict

from conversations.address_change import Change
from conversations.models import Card
from helpdesk.kernel.sealing import seal, unseal


def sealed_wish(card: Card, change: Change) -> bytes:
    """For the row of this card and no other."""
    return seal(json.dumps(asdict(change), ensure_ascii=False), *_place(card))


def opened_wish(card: Card) -> Change:
    """What was wanted; nothing once it was seen to. `Unreadable` without the key."""
    if card.wish_sealed is None:
        return Change()
    return Change(**json.loads(unseal(card.wish_sealed, *_place(card))))


def _place(card: Card) -> tuple[str | int, ...]:
    return card.shop_id, "card", card.conversation_id, card.seq, "wish"
