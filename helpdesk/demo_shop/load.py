"""Writes the demo shop into the database, once. The same shop each time, seen from now."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection, transaction

from conversations.actions.filling_search import file_threads
from conversations.actions.staging import derived_stage
from conversations.actions.turns_sql import TURNS_OF_ENTRIES_SQL
from conversations.card_words import code_of, words_of
from conversations.models import Card, ChatSession, Conversation, Entry, Participant
from helpdesk.accounts.actions.membership import add_member, create_shop
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import Membership, Role, Shop, User
from helpdesk.commerce.models import Buyer
from helpdesk.demo_shop import catalogue
from helpdesk.demo_shop.actions.greeting import greeted_at, greeting_of, load_greetings
from helpdesk.demo_shop.actions.staffing import staff_shop
from helpdesk.demo_shop.actions.stocking import stock_shop
from helpdesk.demo_shop.cards import Cue, cues_of, moments
from helpdesk.demo_shop.generate import DemoSession, conversations
from helpdesk.demo_shop.load_cases import load_cases
from helpdesk.demo_shop.load_files import load_files
from helpdesk.demo_shop.load_floor import load_floor
from helpdesk.demo_shop.load_followups import load_followups
from helpdesk.demo_shop.load_guard import load_guard
from helpdesk.demo_shop.load_inside import load_inside
from helpdesk.demo_shop.load_knowledge import load_knowledge
from helpdesk.demo_shop.load_opening import load_opening, load_second_shop
from helpdesk.demo_shop.load_orders import load_orders
from helpdesk.demo_shop.load_programs import load_programs
from helpdesk.demo_shop.load_scripts import load_scripts
from helpdesk.demo_shop.load_webhooks import load_webhooks
from helpdesk.kernel.text import preview
from helpdesk.realtime.shapes import CardShape

SLUG = "demo"
PASSWORD = "helpdesk-demo"
CLIENT_IDS = UUID("6b1f5c1e-6d36-4c43-9a55-52d3a1a6a0c1")


def load_demo_shop(*, now: datetime) -> bool:
    """Load the shop unless it is there; whether anything was written."""
    if Shop.objects.filter(slug=SLUG).exists():
        return False
    with transaction.atomic():
        shop, owner, agents, supervisor = _people()
        stock_shop(shop)
        buyers = _buyers(shop, first_seen=now)
        sessions = conversations(now)
        orders = load_orders(shop, sessions, now)
        _threads(shop, agents, buyers, sessions)
        load_programs(Membership.objects.get(shop=shop, role=Role.OWNER), orders)
        staff_shop(shop=shop, agents=agents, supervisor=supervisor, now=now)
        load_floor(holders=agents[1:], supervisor=supervisor)
        load_opening(shop, owner, now.date())
        load_greetings(shop, owner)
        load_second_shop(owner)
        load_webhooks(shop, owner)
        _stages(shop)
        places = Membership.objects.select_related("user").filter(shop=shop)
        load_inside(places.get(role=Role.OWNER), places.get(role=Role.SUPERVISOR), agents)
        load_files(shop)
        load_scripts(places.get(role=Role.OWNER), places.get(role=Role.SUPERVISOR), agents)
        load_followups(places.get(role=Role.OWNER), agents, now)
        load_knowledge(places.get(role=Role.SUPERVISOR), agents, now)
        load_cases(places.get(role=Role.OWNER), agents)
        load_guard(places.get(role=Role.SUPERVISOR), agents)
    return True


def _people() -> tuple[Shop, User, list[Membership], Membership]:
    def account(username: str, name: str) -> Membership:
        user = register_user(username=username, display_name=name)
        user.password = owner.password  # everybody's is printed; a hash takes half a second
        user.save(update_fields=["password"])
        role = Role.SUPERVISOR if username == "supervisor" else Role.AGENT
        return add_member(actor=owner, shop=shop, user=user, role=role)

    owner = register_user(username="owner", display_name=catalogue.OWNER, password=PASSWORD)
    shop = create_shop(actor=owner, name=catalogue.SHOP, slug=SLUG, owner=owner, is_demo=True)
    supervisor = account("supervisor", catalogue.SUPERVISOR)
    names = enumerate(catalogue.AGENTS, start=1)
    agents = [account(f"agent{number}", name) for number, name in names]
    return shop, owner, agents, supervisor


def _buyers(shop: Shop, *, first_seen: datetime) -> list[Buyer]:
    return Buyer.objects.bulk_create(
        Buyer(
            shop=shop,
            name=buyer.nickname,
            nick=buyer.nickname,
            platform=buyer.platform,
            region=f"{buyer.province} {buyer.city}".strip(),
            first_seen=first_seen,
        )
        for buyer in catalogue.BUYERS
    )


def _stages(shop: Shop) -> None:
    """Each buyer's latest reception stands where their orders say."""
    for conversation in Conversation.objects.filter(shop=shop):
        conversation.stage = derived_stage(conversation)
        conversation.save(update_fields=["stage"])
        ChatSession.objects.filter(
            conversation=conversation, number=conversation.session_number
        ).update(stage=conversation.stage)


@dataclass
class _Thread:
    """One buyer's thread while it is written down."""

    conversation: Conversation
    entries: list[Entry] = field(default_factory=list)
    sessions: list[ChatSession] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    read: dict[int | None, int] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        side: str,
        text: str,
        at: datetime,
        author: Membership | None,
        card: CardShape | None = None,
        target: int | None = None,
    ) -> int:
        seq = len(self.entries) + 1
        where = self.conversation
        self.entries.append(
            Entry(
                shop_id=where.shop_id,
                conversation_id=where.pk,
                seq=seq,
                session_number=len(self.sessions) + 1,
                kind=kind,
                side=side,
                text=text,
                author_id=author.pk if author else None,
                author_name=_name_of(where, side, author),
                client_id=uuid5(CLIENT_IDS, f"{where.pk}:{seq}"),
                card=card,
                target=target,
                at=at,
            )
        )
        where.last_seq = seq
        if kind != "system" and side != "auto":
            where.last_text, where.last_side, where.last_at = preview(text), side, at
            where.last_card = code_of(card) if card else ""
            if side == "agent":
                where.unread, where.unanswered_since = 0, None
            else:
                where.unread += 1
                if where.last_card != "right":
                    where.unanswered_since = where.unanswered_since or at
        return seq

    def greet(self, session: DemoSession, agent: Membership | None) -> None:
        """What the machine said to the buyer's first words."""
        first, *others = session.lines
        at = greeted_at(first.at, others[0].at if others else None)
        self.add("message", "auto", greeting_of(self.conversation.shop, agent), at, None)

    def show(self, cue: Cue, session: DemoSession, shop: Shop, agent: Membership | None) -> None:
        """The card of a chat, and the buyer's answer."""
        asked, answered = moments([line.at for line in session.lines], cue.after)
        seq = self.add("card", "agent", words_of(cue.body), asked, agent, cue.body)
        card = cue.row(shop=shop, conversation=self.conversation.pk, seq=seq, asked=asked)
        self.cards.append(card)
        if cue.answer is not None:
            words = words_of(cue.answer)
            done = self.add("answer", "buyer", words, answered, None, cue.answer, seq)
            cue.answered(card, seq=done, at=answered)


def _name_of(where: Conversation, side: str, author: Membership | None) -> str | None:
    if side == "auto":
        return where.shop.name
    return author.public_name if author else None


def _threads(
    shop: Shop, agents: list[Membership], buyers: list[Buyer], sessions: list[DemoSession]
) -> None:
    threads: dict[int, _Thread] = {}
    cues = cues_of(shop, buyers, sessions)
    for session in sorted(sessions, key=lambda one: one.lines[0].at):
        buyer = buyers[session.buyer_index]
        opened = session.lines[0].at
        if session.buyer_index not in threads:
            Buyer.objects.filter(pk=buyer.pk).update(first_seen=opened)
            threads[session.buyer_index] = _Thread(
                Conversation.objects.create(shop=shop, buyer=buyer, last_at=opened)
            )
        agent = None if session.agent_index is None else agents[session.agent_index]
        _write_session(threads[session.buyer_index], session, agent, cues.get(session))
    for thread in threads.values():
        Entry.objects.bulk_create(thread.entries)
        ChatSession.objects.bulk_create(thread.sessions)
        Card.objects.bulk_create(thread.cards)
        Participant.objects.bulk_create(
            Participant(
                shop=shop,
                conversation=thread.conversation,
                member_id=member,
                delivered_seq=seq,
                read_seq=seq,
            )
            for member, seq in thread.read.items()
        )
    file_threads(conversation_ids=[thread.conversation.pk for thread in threads.values()])
    with connection.cursor() as cursor:
        for thread in threads.values():
            cursor.execute("SELECT nextval('conversations_version')")
            thread.conversation.version = cursor.fetchone()[0]
            thread.conversation.save()
        cursor.execute(TURNS_OF_ENTRIES_SQL.format(which="shop_id = %s"), [shop.pk])


def _write_session(
    thread: _Thread, session: DemoSession, agent: Membership | None, cue: Cue | None
) -> None:
    conversation = thread.conversation
    first, taken_at = len(thread.entries) + 1, None
    for place, line in enumerate(session.lines):
        if line.side == "agent" and taken_at is None:
            taken_at = line.at
            thread.add("system", "system", "session.taken", line.at, agent)
        author = agent if line.side == "agent" else None
        thread.add("message", line.side, line.text, line.at, author)
        if place == 0 and line.side == "buyer" and not session.finished:
            thread.greet(session, agent)
        if cue is not None and cue.after == place:
            thread.show(cue, session, conversation.shop, agent)
    closed = session.lines[-1].at if session.finished else None
    if closed is not None:
        thread.add("system", "system", "session.finished", closed, agent)
        conversation.unread, conversation.unanswered_since = 0, None
    state = "finished" if closed else "active" if agent else "waiting"
    if agent is not None and taken_at is None:
        taken_at = session.lines[0].at
    number = len(thread.sessions) + 1
    thread.sessions.append(
        ChatSession(
            shop_id=conversation.shop_id,
            conversation=conversation,
            number=number,
            state=state,
            owner=agent,
            opened_at=session.lines[0].at,
            first_seq=first,
            taken_at=taken_at,
            finished_at=closed,
        )
    )
    conversation.session_number, conversation.state, conversation.owner = number, state, agent
    _mark_read(thread, session, agent)


def _mark_read(thread: _Thread, session: DemoSession, agent: Membership | None) -> None:
    """Everything is seen but, where the session says so, the last line."""
    last = len(thread.entries)
    seen = last if session.read else last - 1
    buyer_wrote_last = session.lines[-1].side == "buyer"
    thread.read[None] = last if buyer_wrote_last else seen
    if agent is not None:
        thread.read[agent.pk] = seen if buyer_wrote_last else last
        if session.read:
            thread.conversation.unread = 0
