"""The people of the tests.

Lan owns the shop 小满, Mei and Tom are her agents, Qin supervises, Bea buys. Oleg works in
another shop and must see nothing of it.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import get_random_string

from conversations.actions.sending import send_message
from conversations.actions.starting import start_conversation
from conversations.actions.stored import Sent
from conversations.models import Conversation
from conversations.routing_rules import AUTOMATIC, MODE
from conversations.speaker import Speaker, agent_of, buyer_of
from helpdesk.accounts.models import (
    AuditEntry,
    Installation,
    Membership,
    Policy,
    Role,
    Shop,
    User,
)
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
    """A fresh cast; names are unique, so casts of other tests are no trouble.

    Thousands of tests begin here: the rows that the actions of opening a shop would leave
    (`tests/accounts/test_cast.py` compares them) are written in five statements.
    """
    mark = get_random_string(8, "abcdefghjkmnpqrstuvwxyz")
    hashed = make_password(PASSWORD)
    shown = {"lan": "兰姐", "mei": "小梅", "tom": "汤姆", "qin": "秦越", "oleg": "Oleg"}
    with transaction.atomic():
        users = User.objects.bulk_create(
            User(username=f"{name}-{mark}", display_name=display, password=hashed)
            for name, display in shown.items()
        )
        lan, mei, tom, qin, oleg = users
        shop, other = Shop.objects.bulk_create(
            [Shop(name="小满", slug=f"xiaoman-{mark}"), Shop(name="别家", slug=f"other-{mark}")]
        )
        Installation.objects.filter(opened_at=None).update(opened_at=now())
        members = Membership.objects.bulk_create(
            [
                Membership(shop=shop, user=lan, role=Role.OWNER),
                Membership(shop=shop, user=mei, role=Role.AGENT),
                Membership(shop=shop, user=tom, role=Role.AGENT),
                Membership(shop=shop, user=qin, role=Role.SUPERVISOR),
                Membership(shop=other, user=oleg, role=Role.OWNER),
            ]
        )
        AuditEntry.objects.bulk_create([*_opened(shop, members[:4]), *_opened(other, members[4:])])
    return Cast(shop, members[0], members[3], members[1], members[2], other, members[4])


def _opened(shop: Shop, members: list[Membership]) -> Iterator[AuditEntry]:
    """What the record says of a shop that its first member opened and took the others into."""
    actor = members[0].user
    by = {"shop": shop, "actor": actor, "actor_name": actor.shown_name}
    yield AuditEntry(
        **by,
        verb="shop.created",
        target_type="shop",
        target_id=str(shop.pk),
        data={"target": shop.name},
    )
    for member in members:
        yield AuditEntry(
            **by,
            verb="people.member_added",
            target_type="membership",
            target_id=str(member.pk),
            data={"target": member.user.shown_name, "role": str(Role(member.role).label)},
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
