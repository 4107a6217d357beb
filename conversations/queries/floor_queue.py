"""The queue as the floor shows it: who waits, since when, what for, and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from conversations.models import ChatSession, SessionState
from conversations.queries.floor_needs import Needs, needs_of_queue
from conversations.queries.queue import standings_of
from conversations.routing.deciding import decide
from conversations.routing.facts import Ask, Candidate
from conversations.routing.words import answered
from conversations.routing_rules import AUTOMATIC, MODE, SKILL_SECONDS
from helpdesk.realtime.shapes import QueueShape

SHOWN = 30


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
    standings = standings_of(shop_id, [one.conversation_id for one in sessions])
    reasons = _Reasons(policies, candidates)
    return [
        _line(
            session,
            needs.get(session.conversation_id, ()),
            standings.get(session.conversation_id),
            reasons,
            now,
        )
        for session in sessions
    ]


class _Reasons:
    """Why each still waits. What they need and whether they waited long enough for it decides, so
    the core of routing is asked a few times for the whole queue."""

    def __init__(self, policies: dict[str, Any], candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._automatic = policies[MODE] == AUTOMATIC
        self._skill_wait: int = policies[SKILL_SECONDS]
        self._known: dict[tuple[Needs, bool], str] = {}

    def of(self, needs: Needs, waited: float) -> str:
        """The sentence."""
        if not self._automatic:
            return _("等人来接：店里的规则是大家自己接")
        key = (needs, waited < self._skill_wait)
        if key not in self._known:
            ask = Ask(needs=needs, waited=waited)
            decision = decide(ask, self._candidates, skill_wait=self._skill_wait)
            self._known[key] = (
                answered(decision.reason, name="", needs=(name for _number, name in needs))
                if decision.member is None
                else _("马上就派")
            )
        return self._known[key]


def _line(
    session: ChatSession,
    needs: Needs,
    standing: QueueShape | None,
    reasons: _Reasons,
    now: datetime,
) -> Queued:
    thread = session.conversation
    by = standing["reply_by"] if standing else None
    return Queued(
        conversation=thread.pk,
        buyer=thread.buyer.name,
        platform=thread.buyer.platform,
        last_text=thread.last_text,
        since=session.opened_at,
        skills=tuple(name for _number, name in needs),
        why=reasons.of(needs, (now - session.opened_at).total_seconds()),
        ahead=standing["ahead"] if standing and standing["mode"] == "queue" else None,
        minutes=standing["minutes"] if standing else None,
        left_until=parse_datetime(by) if by else None,
    )
