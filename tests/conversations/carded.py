"""Orders of a thread's buyer, and cards about them, for tests."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.utils.crypto import get_random_string

from conversations.actions.answering_cards import answer_card
from conversations.actions.sending_cards import send_card
from conversations.actions.stored import Sent
from conversations.address_change import Change
from conversations.models import Card, Conversation, Entry
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Membership
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order, Product
from helpdesk.realtime.shapes import CardType, Says
from tests.cast import Cast, agent
from tests.commerce.test_upserting import FACTS

CHANGE = Change(phone="13900001234", address="浙江省绍兴市柯桥区湖西路 88 号 5 幢 302 室")


def ordered(cast: Cast, thread: Conversation, **more: Any) -> Order:
    """An order of the thread's buyer, paid and still in the shop."""
    number = f"{get_random_string(12, '0123456789')}7731"
    facts = replace(FACTS, buyer_nick=None, **{"number": number, **more})
    done = upsert_order(actor=None, shop_id=thread.shop_id, order=facts)
    Order.objects.filter(pk=done.order_id).update(buyer=thread.buyer)
    return Order.objects.get(pk=done.order_id)


def product(cast: Cast, **more: Any) -> Product:
    name = f"云感卫衣 {get_random_string(5)}"
    return Product.objects.create(
        **{"shop": cast.shop, "name": name, "kind": "hoodie", "price_fen": 15900, **more}
    )


def show(
    member: Membership,
    thread: Conversation,
    about: Order | Product,
    card: CardType = "order",
    client_id: UUID | None = None,
) -> Sent:
    """The member sends a card."""
    return send_card(
        actor=agent(member),
        conversation_id=thread.pk,
        client_id=client_id or uuid4(),
        card=card,
        about=about.pk,
    )


def ask(member: Membership, thread: Conversation, order: Order) -> Sent:
    """The member asks whether the address is right."""
    return show(member, thread, order, "address")


def say(
    thread: Conversation,
    seq: int,
    says: Says = "right",
    change: Change = CHANGE,
    client_id: UUID | None = None,
) -> Sent:
    """The buyer answers."""
    return answer_card(
        speaker=buyer_of(thread.shop_id),
        conversation_id=thread.pk,
        seq=seq,
        client_id=client_id or uuid4(),
        says=says,
        change=change if says == "change" else None,
    )


def entry(thread: Conversation, seq: int) -> Entry:
    return Entry.objects.get(shop_id=thread.shop_id, conversation_id=thread.pk, seq=seq)


def card(thread: Conversation, seq: int) -> Card:
    return Card.objects.get(shop_id=thread.shop_id, conversation_id=thread.pk, seq=seq)
