"""The cards of the demo's newest chats: an order, a product, an address that the buyer answers.

Which chat gets which follows from the chats alone, so they are the same each time; what a card
says comes from the shop's orders and products as they have been loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from typing import Final

from conversations.address_change import Change
from conversations.card_wishes import sealed_wish
from conversations.models import Card, CardKind, CardState
from conversations.queries.card_bodies import address_body, order_body, product_body
from helpdesk.accounts.models import Shop
from helpdesk.commerce.models import ADDRESS_OPEN, Buyer, Order, Product
from helpdesk.demo_shop.catalogue import PRODUCTS
from helpdesk.demo_shop.generate import DemoSession
from helpdesk.realtime.shapes import AnswerShape, CardShape, Says

NEWEST: Final = 24
"""Sessions of which those with an agent get a card: today's and those still going on."""

_ANSWERS: Final[tuple[Says | None, ...]] = (None, "change", "right")
_NOTHING: Final = Change()
_WANTED: Final = Change(phone="13700006042", words="麻烦放小区门口的快递柜")


@dataclass(frozen=True, slots=True)
class Cue:
    """A card that comes after a line of a chat, and how the buyer answers."""

    after: int
    kind: CardKind
    body: CardShape
    order: Order | None = None
    product: Product | None = None
    answer: AnswerShape | None = None
    wanted: Change = _NOTHING

    def row(self, *, shop: Shop, conversation: int, seq: int, asked: datetime) -> Card:
        """The desk's side of it, unanswered."""
        return Card(
            shop_id=shop.pk,
            conversation_id=conversation,
            seq=seq,
            kind=self.kind,
            state=CardState.WAITING if self.kind == CardKind.ADDRESS else CardState.SENT,
            order=self.order,
            product=self.product,
            asked_at=asked,
        )

    def answered(self, card: Card, *, seq: int, at: datetime) -> None:
        """The same card once the buyer has said something to it."""
        assert self.answer is not None
        card.state = CardState.RIGHT if self.answer["says"] == "right" else CardState.CHANGE
        card.answer_seq, card.answered_at = seq, at
        card.wish_sealed = None if self.wanted == _NOTHING else sealed_wish(card, self.wanted)


def cues_of(
    shop: Shop, buyers: Sequence[Buyer], sessions: Sequence[DemoSession]
) -> dict[DemoSession, Cue]:
    """A card for every newest chat that an agent has answered, the kinds by what it is about."""
    orders = {
        (order.buyer_id, order.number[-4:]): order
        for order in Order.objects.filter(shop=shop, buyer__in=buyers).order_by("created_at", "pk")
    }
    products = {product.name: product for product in Product.objects.filter(shop=shop)}
    answers, cues = cycle(_ANSWERS), {}
    for session in sorted(sessions, key=lambda one: one.lines[-1].at)[-NEWEST:]:
        after = next((n for n, line in enumerate(session.lines) if line.side == "agent"), None)
        if session.agent_index is None or after is None:
            continue
        order = orders.get((buyers[session.buyer_index].pk, session.facts.order_tail))
        if order is None or session.stage == "pre_sale":
            product = products[PRODUCTS[session.product_index].name]
            body = product_body(product)
            cues[session] = Cue(after, CardKind.PRODUCT, body, product=product)
        elif order.state in ADDRESS_OPEN:
            cues[session] = _question(after, order, next(answers))
        elif not session.finished or session.stage == "after_sale":
            # What was still in the shop when a chat was over may have left by now.
            cues[session] = Cue(after, CardKind.ORDER, order_body(order), order=order)
    return cues


def moments(lines: Sequence[datetime], after: int) -> Iterable[datetime]:
    """When the card and its answer come: in the silence after a line, in their order."""
    start = lines[after]
    ends = lines[after + 1] if after + 1 < len(lines) else start + timedelta(seconds=9)
    return (start + (ends - start) / 3, start + (ends - start) * 2 / 3)


def _question(after: int, order: Order, says: Says | None) -> Cue:
    body = address_body(order)
    wanted = _WANTED if says == "change" else _NOTHING
    answer = None if says is None else _answer(says, wanted, order, body["title"])
    return Cue(after, CardKind.ADDRESS, body, order=order, answer=answer, wanted=wanted)


def _answer(says: Says, wanted: Change, order: Order, title: str) -> AnswerShape:
    shown = wanted.masked
    return {
        "type": "answer",
        "says": says,
        "tail": order.tail,
        "title": title,
        "receiver": shown.name,
        "phone": shown.phone,
        "address": shown.address,
        "words": shown.words,
    }
