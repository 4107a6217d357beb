"""Somebody of the shop has seen to what a buyer wanted changed."""

from django.db import transaction

from conversations.access import address_card, locked_conversation
from conversations.card_errors import CardNotFound
from conversations.models import Card, CardState
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish


@transaction.atomic
def handle_change(*, actor: Membership, conversation_id: int, seq: int) -> Order:
    """The proposal is done with; its order. What it held in full is forgotten: from now on only
    the masked words in the thread tell of it. Twice changes nothing. CardNotFound."""
    conversation = locked_conversation(actor.shop_id, conversation_id)
    card = address_card(conversation, seq)
    if card.state != CardState.CHANGE or card.order_id is None:
        raise CardNotFound()
    order = Order.objects.get(shop_id=actor.shop_id, pk=card.order_id)
    done = Card.objects.filter(
        shop_id=card.shop_id, conversation_id=conversation.pk, seq=seq, handled_at__isnull=True
    ).update(handled_at=now(), handled_by=actor, wish_sealed=None)
    if done:
        record(
            shop_id=actor.shop_id,
            actor=actor.user,
            verb="address.change_handled",
            target=conversation,
            data={"order": order.tail, "seq": seq},
        )
        publish(actor.shop_id, OrderChanged(order=order.pk, buyer=order.buyer_id))
    return order
