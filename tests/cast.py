"""The people of the tests.

Lan owns the shop 小满, Mei and Tom are her agents, Qin supervises, Bea buys. Oleg works in
another shop and must see nothing of it.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.crypto import get_random_string

from conversations.actions.sending import Sent, send_message
from conversations.actions.starting import start_conversation
from conversations.models import Conversation
from conversations.routing_rules import AUTOMATIC, MODE
from conversations.speaker import Speaker, agent_of, buyer_of
from helpdesk.accounts.actions.membership import add_member, create_shop
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import Membership, Policy, Role, Shop
from helpdesk.kernel.clock import now

PASSWORD = "rice-and-tea-9"


@dataclass
class Cast:
    """One shop with its people, and a stranger with his own."""

    shop: Shop
    lan: Membership
    qin: Membership
    mei: Membership
    tom: Membership
    other_shop: Shop
    oleg: Membership

    def thread(self, words: str = "在吗", *, shop: Shop | None = None) -> Conversation:
        """A new buyer (Bea, each time another) who has just written."""
        shop = shop or self.shop
        conversation = start_conversation(shop_id=shop.pk, visitor_key=secrets.token_hex(8))
        send(buyer_of(shop.pk), conversation, words)
        conversation.refresh_from_db()
        return conversation


def gather() -> Cast:
    """A fresh cast; names are unique, so casts of other tests are no trouble."""
    mark = get_random_string(8, "abcdefghjkmnpqrstuvwxyz")

    def person(name: str) -> str:
        return f"{name}-{mark}"

    lan = register_user(username=person("lan"), display_name="兰姐", password=PASSWORD)
    shop = create_shop(actor=lan, name="小满", slug=f"xiaoman-{mark}", owner=lan)
    names = {
        "mei": ("小梅", Role.AGENT),
        "tom": ("汤姆", Role.AGENT),
        "qin": ("秦越", Role.SUPERVISOR),
    }
    members = {
        name: add_member(
            actor=lan,
            shop=shop,
            user=register_user(username=person(name), display_name=shown, password=PASSWORD),
            role=role,
        )
        for name, (shown, role) in names.items()
    }
    oleg = register_user(username=person("oleg"), display_name="Oleg", password=PASSWORD)
    other = create_shop(actor=oleg, name="别家", slug=f"other-{mark}", owner=oleg)
    return Cast(
        shop=shop,
        lan=Membership.objects.select_related("user", "shop").get(shop=shop, user=lan),
        other_shop=other,
        oleg=Membership.objects.select_related("user", "shop").get(shop=other, user=oleg),
        **members,
    )


def route(shop: Shop, **rules: Any) -> None:
    """Chats of this shop are given out by the machine from now on, by these rules."""
    named = {MODE: AUTOMATIC, **{name.replace("__", "."): value for name, value in rules.items()}}
    for name, value in named.items():
        Policy.objects.create(
            shop=shop, name=name, value=value, source="", effective_from=now(), set_at=now()
        )


def agent(member: Membership) -> Speaker:
    """The member as a speaker."""
    return agent_of(member)


def send(speaker: Speaker, conversation: Conversation, words: str) -> Sent:
    """One message, with a client id of its own."""
    return send_message(
        speaker=speaker, conversation_id=conversation.pk, client_id=uuid4(), text=words
    )
