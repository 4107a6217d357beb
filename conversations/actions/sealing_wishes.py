"""Wishes about addresses: sealed anew when the key changes, forgotten with time."""

from datetime import datetime

from django.db import transaction
from django.db.models import BinaryField, Func, QuerySet, Value

from conversations.card_wishes import opened_wish, sealed_wish
from conversations.models import Card
from helpdesk.commerce.sealed_places import SealedPlace
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sealing import newest_head

AT_ONCE = 200


def outdated_wishes() -> QuerySet[Card]:
    """Cards whose wish an older key sealed."""
    head = newest_head()
    begins = Func(
        "wish_sealed",
        Value(1),
        Value(len(head)),
        function="substr",
        output_field=BinaryField(),
    )
    return Card.objects.filter(wish_sealed__isnull=False).alias(begins=begins).exclude(begins=head)


def reseal_wishes() -> int:
    """All of them, a batch at a time; `Unreadable` changes nothing of its batch."""
    done = 0
    while True:
        with transaction.atomic():
            cards = list(locked(outdated_wishes())[:AT_ONCE])
            for card in cards:
                _rows(card).update(wish_sealed=sealed_wish(card, opened_wish(card)))
        done += len(cards)
        if len(cards) < AT_ONCE:
            return done


def forget_wishes(*, shop_id: int, before: datetime) -> int:
    """Wishes answered before a moment go, seen to or not: the shop's time for them is over."""
    old = Card.objects.filter(shop_id=shop_id, wish_sealed__isnull=False, answered_at__lt=before)
    return old.update(wish_sealed=None)


def _rows(card: Card) -> QuerySet[Card]:
    return Card.objects.filter(
        shop_id=card.shop_id, conversation_id=card.conversation_id, seq=card.seq
    )


PLACE = SealedPlace("wishes about addresses", lambda: outdated_wishes().count(), reseal_wishes)
