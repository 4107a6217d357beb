"""Send a card: an order, a product, a case, or the question whether an address is right.

Locks go Order, Conversation. The words go through the one door of every message.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from conversations.access import locked_conversation
from conversations.actions.sending import sent_before, store_locked
from conversations.actions.stored import Sent, values_of
from conversations.card_errors import AddressMissing, OrderNotGoing, OrderOnItsWay
from conversations.case_cards import case_cards
from conversations.models import Card, CardState, Conversation, EntryKind
from conversations.queries.card_bodies import address_body, order_body, product_body
from conversations.speaker import Speaker
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.commerce.access import locked_order, product_of_shop
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.commerce.models import ADDRESS_OPEN, Order, OrderState, Product
from helpdesk.commerce.receivers import opened
from helpdesk.kernel.errors import NotAllowed
from helpdesk.realtime.shapes import CardShape, CardType


def send_card(
    *, actor: Speaker, conversation_id: int, client_id: UUID, card: CardType, about: int
) -> Sent:
    """Store a card for good and announce it; ``about`` is the order's, product's or case's number.

    The same `client_id` again answers with the first row. Opens and takes a chat as a message
    does. Asking for an address again makes the older open card superseded. Raises
    OrderNotFound (also for an order of another buyer), ProductNotFound, CaseNotFound,
    OrderOnItsWay, OrderNotGoing, AddressMissing, HeldByOther, ClientIdTaken,
    ConversationNotFound.
    """
    if not actor.is_agent or actor.member_id is None:
        raise NotAllowed()
    with transaction.atomic():
        case = case_cards().compose(actor.shop_id, about) if card == "case" else None
        order_id = case.order_id if case else about
        order = None if card == "product" else locked_order(actor.shop_id, order_id)
        conversation = locked_conversation(actor.shop_id, conversation_id)
        known = sent_before(actor, conversation_id, client_id, EntryKind.CARD)
        if known is not None:
            return known
        if order is not None and order.buyer_id != conversation.buyer_id:
            raise OrderNotFound()
        product = None if order is not None else product_of_shop(actor.shop_id, about)
        body, older = case.body if case else _body(card, order, product), None
        if card == "address" and order is not None:
            _require_askable(order)
            older = _superseded(order, conversation)
        values = values_of(actor, conversation_id, client_id, "", card=body, target=older)
        sent = store_locked(actor, conversation, values)
        Card.objects.create(
            shop_id=actor.shop_id,
            conversation_id=conversation_id,
            seq=sent.seq,
            kind=card,
            state=CardState.WAITING if card == "address" else CardState.SENT,
            order=order,
            product=product,
            case_key=case.key if case else None,
            asked_at=sent.at,
        )
        if card == "address" and order is not None:
            _audit(actor.member_id, conversation, order, sent)
    return sent


def _body(card: CardType, order: Order | None, product: Product | None) -> CardShape:
    if product is not None:
        return product_body(product)
    assert order is not None
    return address_body(order) if card == "address" else order_body(order)


def _require_askable(order: Order) -> None:
    if order.state == OrderState.SHIPPED:
        raise OrderOnItsWay(tail=order.tail)
    if order.state not in ADDRESS_OPEN:
        raise OrderNotGoing(tail=order.tail, state=order.get_state_display())
    if not opened(order, "receiver_address").strip():
        raise AddressMissing(tail=order.tail)


def _superseded(order: Order, conversation: Conversation) -> int | None:
    """The card that still waits for an answer gives way; its seq, where it is in this thread.

    It can stand in another: a visitor who signs in may bring the order's buyer along.
    """
    open_card = Card.objects.filter(
        shop_id=order.shop_id, order=order, state=CardState.WAITING
    ).first()
    if open_card is None:
        return None
    _rows(open_card).update(state=CardState.SUPERSEDED)
    return open_card.seq if open_card.conversation_id == conversation.pk else None


def _rows(card: Card) -> QuerySet[Card]:
    return Card.objects.filter(
        shop_id=card.shop_id, conversation_id=card.conversation_id, seq=card.seq
    )


def _audit(member_id: int, conversation: Conversation, order: Order, sent: Sent) -> None:
    record(
        shop_id=conversation.shop_id,
        actor=Membership.objects.get(pk=member_id).user,
        verb="address.asked",
        target=conversation,
        data={"order": order.tail, "seq": sent.seq},
    )
