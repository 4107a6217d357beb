"""The queue as the floor shows it: who waits, since when, what for, and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from conversations.models import ChatSession, SessionState
from conversations.queries.floor_needs import needs_of_queue
from conversations.queries.queue import standings_of
from conversations.routing.deciding import decide
from conversations.routing.facts import Ask, Candidate
from conversations.routing.words import explained
from conversations.routing_rules import AUTOMATIC, MODE, SKILL_SECONDS
from helpdesk.commerce.models.buyer import Platform
from helpdesk.realtime.shapes import QueueShape

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue."""

    conversation: int
    buyer: str
    platform: str
    last_text: str
    since: datetime
    skills: tuple[str, ...]
    why: str
    # What the buyer reads: a place in the queue, or until when somebody answers a message left.
    ahead: int | None
    minutes: int | None
    left_until: datetime | None


def queue_of(
    shop_id: int, *, now: datetime, policies: dict[str, Any], candidates: Sequence[Candidate]
) -> list[Queued]:
    """The first of those who wait, whoever came first on top."""
    rows = ChatSession.objects.filter(shop_id=shop_id, state=SessionState.WAITING)
    sessions = list(rows.select_related("conversation__buyer").order_by("opened_at", "pk")[:SHOWN])
    if not sessions:
        return []
    needs = needs_of_queue(shop_id, sessions)
    standings = standings_of(shop_id)
    return [
        _line(
            session,
            needs.get(session.conversation_id, ()),
            standings.get(session.conversation_id),
            now,
            policies,
            candidates,
        )
        for session in sessions
    ]


def _line(
    session: ChatSession,
    needs: tuple[tuple[int, str], ...],
    standing: QueueShape | None,
    now: datetime,
    policies: dict[str, Any],
    candidates: Sequence[Candidate],
) -> Queued:
    thread = session.conversation
    by = standing["reply_by"] if standing else None
    return Queued(
        conversation=thread.pk,
        buyer=thread.buyer.name,
        platform=Platform(thread.buyer.platform).value,
        last_text=thread.last_text,
        since=session.opened_at,
        skills=tuple(name for _number, name in needs),
        why=_why(session, needs, now, policies, candidates),
        ahead=standing["ahead"] if standing and standing["mode"] == "queue" else None,
        minutes=standing["minutes"] if standing else None,
        left_until=parse_datetime(by) if by else None,
    )


def _why(
    session: ChatSession,
    needs: tuple[tuple[int, str], ...],
    now: datetime,
    policies: dict[str, Any],
    candidates: Sequence[Candidate],
) -> str:
    if policies[MODE] != AUTOMATIC:
        return _("等人来接：店里的规则是大家自己接")
    ask = Ask(needs=needs, waited=(now - session.opened_at).total_seconds())
    decision = decide(ask, candidates, skill_wait=policies[SKILL_SECONDS])
    if decision.member is not None:
        return _("马上就派")
    return explained(decision.as_json()).answer
