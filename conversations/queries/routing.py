"""What routing needs to know of a shop and of one chat."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils import timezone

from conversations.models import (
    Assignment,
    ChatSession,
    Conversation,
    How,
    PageLook,
    SessionState,
)
from conversations.models.page_look import KEPT_DAYS
from conversations.queries.words import words_of_buyer
from conversations.routing.facts import Ask, Candidate
from conversations.routing.needs import SkillRule, needed_skills
from conversations.routing_rules import LATE_SECONDS, OWNER_DAYS
from helpdesk.accounts.queries.shops import zone_of
from helpdesk.commerce.models import Product
from helpdesk.team.models import Skill
from helpdesk.team.places import Place
from helpdesk.team.queries.places import places_of

WORDS_READ = 3
"""The buyer's first messages of a reception that are looked through for words of a skill."""

GIVEN = (How.ROUTED, How.MOVED, How.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class Load:
    """A person's chats in hand: how many, and how many wait beyond the limit."""

    total: int = 0
    late: int = 0


def loads_of(shop_id: int, *, now: datetime, late_seconds: int) -> dict[int, Load]:
    """Chats in hand by member."""
    late = Q(unanswered_since__lt=now - timedelta(seconds=late_seconds))
    rows = (
        Conversation.objects.filter(shop_id=shop_id, state=SessionState.ACTIVE)
        .order_by()
        .values_list("owner_id")
        .annotate(total=Count("id"), late=Count("id", filter=late))
    )
    return {owner: Load(total, behind) for owner, total, behind in rows if owner is not None}


def candidates_of(shop_id: int, *, now: datetime, policies: dict[str, Any]) -> list[Candidate]:
    """Everybody of the shop who might get a chat, as they stand at this moment."""
    loads = loads_of(shop_id, now=now, late_seconds=policies[LATE_SECONDS])
    places = places_of(shop_id, now=now, policies=policies)
    zone = zone_of(shop_id) if any(one.until for one in places) else None
    return [candidate_of(one, loads.get(one.member_id, Load()), now, zone) for one in places]


def candidate_of(
    place: Place, load: Load, now: datetime, zone: ZoneInfo | None = None
) -> Candidate:
    """A person at work as the core of routing takes them; ``zone`` is the shop's, None on a page,
    which runs by it."""
    routed = place.last_routed_at
    return Candidate(
        member=place.member_id,
        name=place.name,
        state=place.state,
        live=place.live,
        load=load.total,
        capacity=place.capacity,
        skills=frozenset(place.skills),
        late=load.late,
        idle=(now - routed).total_seconds() if routed else None,
        until=f"{timezone.localtime(place.until, zone):%H:%M}" if place.until else None,
    )


def ask_of(
    conversation: Conversation,
    *,
    now: datetime,
    policies: dict[str, Any],
    among: frozenset[int] | None = None,
    another: bool = False,
) -> Ask:
    """What this chat asks for. ``another``: somebody who has not had it in this reception."""
    session = ChatSession.objects.get(conversation=conversation, number=conversation.session_number)
    return Ask(
        needs=needs_of(conversation),
        last_owner=_last_owner(conversation, now - timedelta(days=policies[OWNER_DAYS])),
        waited=(now - session.opened_at).total_seconds(),
        barred=frozenset(had_their_turn(conversation)) if another else frozenset(),
        among=among,
    )


def needs_of(conversation: Conversation) -> tuple[tuple[int, str], ...]:
    """The skills that the shop's data asks for in this chat."""
    rules = [
        SkillRule(row.pk, row.name, tuple(row.words), tuple(row.platforms), tuple(row.kinds))
        for row in Skill.objects.filter(shop_id=conversation.shop_id).order_by("pk")
    ]
    if not rules:
        return ()
    said = words_of_buyer(conversation).order_by("seq")
    return needed_skills(
        rules,
        words="\n".join(said.values_list("text", flat=True)[:WORDS_READ]),
        platform=conversation.buyer.platform,
        kind=_kind_looked_at(conversation) if any(rule.kinds for rule in rules) else "",
    )


def _kind_looked_at(conversation: Conversation) -> str:
    """The kind of the product on the page that the buyer looked at last."""
    look = (
        PageLook.objects.filter(
            shop_id=conversation.shop_id,
            buyer_id=conversation.buyer_id,
            at__gte=timezone.now() - timedelta(days=KEPT_DAYS),
        )
        .exclude(product="")
        .order_by("-at")
        .first()
    )
    if look is None:
        return ""
    named = Product.objects.filter(shop_id=conversation.shop_id, name=look.product)
    return named.values_list("kind", flat=True).first() or ""


def _last_owner(conversation: Conversation, since: datetime) -> int | None:
    """Who served the buyer in the newest finished reception, if that is not too long ago."""
    return (
        ChatSession.objects.filter(
            conversation=conversation,
            number__lt=conversation.session_number,
            finished_at__gte=since,
            owner__isnull=False,
        )
        .order_by("-number")
        .values_list("owner_id", flat=True)
        .first()
    )


def had_their_turn(conversation: Conversation) -> set[int]:
    """Members who were given this reception and have it no more, or do not answer it."""
    found = Assignment.objects.filter(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
        how__in=GIVEN,
        member__isnull=False,
    )
    return {member for member in found.values_list("member_id", flat=True) if member is not None}


def steps_by_session(conversation: Conversation) -> dict[int, list[Assignment]]:
    """The history of every reception, newest step first."""
    steps: dict[int, list[Assignment]] = defaultdict(list)
    rows = (
        Assignment.objects.filter(shop_id=conversation.shop_id, conversation=conversation)
        .select_related("member__user", "previous__user", "by__user")
        .order_by("-pk")
    )
    for row in rows[:40]:
        steps[row.session_number].append(row)
    return steps


def waiting_of(shop_id: int) -> list[int]:
    """The conversations in the queue, whoever came first first."""
    rows = ChatSession.objects.filter(shop_id=shop_id, state=SessionState.WAITING)
    return list(rows.order_by("opened_at", "pk").values_list("conversation_id", flat=True))


def shops_with_a_queue() -> list[int]:
    """Shops in which somebody waits."""
    rows = ChatSession.objects.filter(state=SessionState.WAITING).order_by()
    return list(rows.values_list("shop_id", flat=True).distinct())
