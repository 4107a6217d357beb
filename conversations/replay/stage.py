"""The shop that replays are played in: its agents, their sessions, a thread for each dialogue."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from conversations.actions.starting import start_conversation
from conversations.automatic_rules import ON
from conversations.guard_rules import BLOCK, WARN
from conversations.models import Conversation
from conversations.replay.dialogues import Dialogue
from conversations.routing_rules import MODE, PICK
from conversations.visitor import token_for
from helpdesk.accounts.access import SHOP_KEY
from helpdesk.accounts.actions.membership import add_member, create_shop
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import Membership, Role, Shop, User
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Buyer
from helpdesk.kernel.clock import now

SLUG = "replay"
AGENTS = 4
IDLE, A_WEEK = "ending.idle_minutes", 7 * 24 * 60


@dataclass(frozen=True)
class Part:
    """One dialogue's place: its thread, and the token its buyer shows."""

    dialogue: Dialogue
    conversation: int
    token: str


@dataclass(frozen=True)
class Stage:
    """Everything that the players need."""

    run: str
    shop_id: int
    cookies: list[str]
    parts: list[Part]


def new_run() -> str:
    """A name for a run: its moment and four letters."""
    return f"{now():%m%d-%H%M%S}-{secrets.token_hex(2)}"


def set_stage(run: str, dialogues: list[Dialogue]) -> Stage:
    """Shop and agents (kept between runs) and a fresh thread for each dialogue."""
    with transaction.atomic():
        shop = _shop()
        _leave_it_to_the_script(shop)
        cookies = [_session(member) for member in _agents(shop)]
        parts = [
            _part(shop, f"{run}-{number:05d}", dialogue)
            for number, dialogue in enumerate(dialogues)
        ]
    return Stage(run=run, shop_id=shop.pk, cookies=cookies, parts=parts)


def threads_of_run(run: str) -> list[Conversation]:
    """The threads of a run, in the order of its file; the buyer's name is the dialogue's."""
    return list(
        Conversation.objects.select_related("buyer")
        .filter(shop__slug=SLUG, buyer__visitor_key__startswith=f"{run}-")
        .order_by("buyer__visitor_key")
    )


def clear_stage(stage: Stage) -> None:
    """End the agents' sessions of this run."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for cookie in stage.cookies:
        store(cookie).delete()


def _shop() -> Shop:
    shop = Shop.objects.filter(slug=SLUG).first()
    if shop is not None:
        return shop
    owner = register_user(username="replay-owner", display_name="Replay")
    return create_shop(actor=None, name="Replay", slug=SLUG, owner=owner, is_demo=True)


def _leave_it_to_the_script(shop: Shop) -> None:
    """Each dialogue has its agent: routing keeps out, and knows no limits. What is said stands in
    the script: the machine adds nothing and ends nothing before it, the guard stops nothing."""
    since = now() - timedelta(days=7)  # also for a clock that is put back meanwhile
    rules = ((MODE, PICK), (ON, False), (IDLE, A_WEEK), (WARN, False), (BLOCK, False))
    for name, value in rules:
        if value_of(shop.pk, name) != value:
            set_policy(
                actor=None,
                shop_id=shop.pk,
                name=name,
                value=value,
                source="replay",
                effective_from=since,
            )


def _agents(shop: Shop) -> list[Membership]:
    members = []
    for number in range(1, AGENTS + 1):
        username = f"replay-agent-{number}"
        user = User.objects.filter(username=username).first()
        if user is None:
            user = register_user(username=username, display_name=f"Replay {number}")
            add_member(actor=None, shop=shop, user=user, role=Role.AGENT)
        members.append(Membership.objects.select_related("user").get(shop=shop, user=user))
    return members


def _session(member: Membership) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session[SHOP_KEY] = member.shop_id
    session.create()
    return str(session.session_key)


def _part(shop: Shop, key: str, dialogue: Dialogue) -> Part:
    conversation = start_conversation(shop_id=shop.pk, visitor_key=key)
    Buyer.objects.filter(pk=conversation.buyer_id).update(name=dialogue.name)
    return Part(dialogue, conversation.pk, token_for(shop.pk, key))
