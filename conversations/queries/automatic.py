"""What the machine needs to know before it says anything: whose wait is due, how the shop and
the chat stand, and what the variables of a text are worth at this moment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max

from conversations.automatic.choosing import Answer, AnswerRules, Situation, Slot
from conversations.automatic.language import reads_english
from conversations.automatic_rules import ON, PRESETS, QUIET_MINUTES, STILL_SECONDS, name_of
from conversations.models import AutomaticAnswer, Conversation, Entry, EntryKind, SessionState
from conversations.queries.words import words_of_buyer
from conversations.routing_rules import AUTOMATIC, MODE
from helpdesk.accounts.hours import BusinessHours
from helpdesk.accounts.hours_value import hours_in
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import rule
from helpdesk.team.models.presence import AT_WORK
from helpdesk.team.policy_rules import AWAY_SECONDS
from helpdesk.team.queries.there import states_there

LATEST = timedelta(hours=1)
"""An answer that a stop of everything has delayed by more than this is not said any more."""

WORDS_READ = 5
"""The buyer's newest messages of a reception by which their language is known."""

OWED_SQL = """
WITH shops AS (
    SELECT q.shop_id, COALESCE((SELECT value FROM accounts_policy p WHERE p.shop_id = q.shop_id
            AND p.name = %(seconds)s AND p.effective_from <= %(now)s
            ORDER BY p.effective_from DESC, p.id DESC LIMIT 1), %(preset)s::jsonb)::int AS seconds
    FROM (SELECT DISTINCT shop_id FROM conversations_conversation
        WHERE unanswered_since > %(oldest)s) AS q
    WHERE COALESCE((SELECT value FROM accounts_policy p WHERE p.shop_id = q.shop_id
        AND p.name = %(on)s AND p.effective_from <= %(now)s
        ORDER BY p.effective_from DESC, p.id DESC LIMIT 1), %(is_on)s::jsonb) = 'true'::jsonb
)
SELECT c.shop_id, c.id
FROM shops JOIN conversations_conversation c USING (shop_id)
LEFT JOIN conversations_automaticanswer o ON o.shop_id = c.shop_id AND o.conversation_id = c.id
    AND o.asked_at = c.unanswered_since AND o.slot = 'opening'
LEFT JOIN conversations_automaticanswer s ON s.shop_id = c.shop_id AND s.conversation_id = c.id
    AND s.asked_at = c.unanswered_since AND s.slot = 'still'
WHERE c.unanswered_since > %(oldest)s AND c.state <> 'finished' AND c.snoozed_until IS NULL
  AND (o.id IS NULL
    OR s.id IS NULL AND o.at <= %(now)s - shops.seconds * interval '1 second')
ORDER BY c.unanswered_since, c.id
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """A situation with what its words are made of."""

    situation: Situation
    hours: BusinessHours
    # The moment by which the shop is judged open or closed.
    moment: datetime


def owed(now: datetime) -> list[tuple[int, int]]:
    """Shop and conversation of every wait at which something is undecided; one query."""
    values: dict[str, Any] = {
        "now": now,
        "oldest": now - LATEST,
        "on": ON,
        "is_on": json.dumps(rule(ON).preset),
        "seconds": STILL_SECONDS,
        "preset": json.dumps(rule(STILL_SECONDS).preset),
    }
    with connection.cursor() as cursor:
        cursor.execute(OWED_SQL, values)
        return list(cursor.fetchall())


def due_slot(
    conversation: Conversation, policies: Mapping[str, Any], *, now: datetime
) -> tuple[Slot | None, AutomaticAnswer | None]:
    """The moment of a locked conversation's wait that is to be decided now, and the row that was
    written when the wait began.

    The second moment is the shop's seconds after the first was decided: a worker that comes back
    after a minute does not say two things at once.
    """
    asked_at = conversation.unanswered_since
    over = conversation.state == SessionState.FINISHED
    # What somebody has put off they have seen: the machine does not speak for them.
    put_off = conversation.snoozed_until is not None
    if asked_at is None or asked_at <= now - LATEST or over or put_off:
        return None, None
    rows = {
        row.slot: row
        for row in AutomaticAnswer.objects.filter(
            shop_id=conversation.shop_id, conversation=conversation, asked_at=asked_at
        )
    }
    opening = rows.get(Slot.OPENING)
    if opening is None:
        return Slot.OPENING, None
    due_at = opening.at + timedelta(seconds=policies[STILL_SECONDS])
    return (Slot.STILL if Slot.STILL not in rows and due_at <= now else None), opening


def hours_of(shop: Shop, policies: Mapping[str, Any]) -> BusinessHours:
    """The shop's opening hours."""
    return hours_in(policies, time_zone=shop.time_zone, business_day_cut=shop.business_day_cut)


def facts_of(
    conversation: Conversation,
    policies: Mapping[str, Any],
    *,
    slot: Slot,
    opening: AutomaticAnswer | None,
    now: datetime,
) -> Facts:
    """How a locked conversation stands. As a wait begins, the shop is open or closed by the
    moment at which the buyer asked, however late this runs; afterwards by the clock."""
    shop = conversation.shop
    asked_at = conversation.unanswered_since or now
    moment = asked_at if slot == Slot.OPENING else now
    hours = hours_of(shop, policies)
    said_here, said_ago = _said(conversation, now)
    last_here, last = _last_spoken(conversation)
    situation = Situation(
        slot=slot,
        is_open=hours.open_at(moment),
        at_work=at_work(conversation.shop_id, policies, now=now, holder=conversation.owner_id),
        queued=conversation.state == SessionState.WAITING and policies[MODE] == AUTOMATIC,
        person_spoke=last_here is not None,
        quiet=(now - last).total_seconds() if last else None,
        said_here=said_here,
        said_ago=said_ago,
        opened_with=Answer(opening.answer) if opening and opening.answer else None,
    )
    return Facts(situation, hours, moment)


def at_work(
    shop_id: int, policies: Mapping[str, Any], *, now: datetime, holder: int | None = None
) -> bool:
    """Whether somebody is there for the next buyer, or the chat's own holder is."""
    there = states_there(shop_id, now=now, away_seconds=policies[AWAY_SECONDS])
    return holder in there or any(state in AT_WORK for state in there.values())


def rules_of(policies: Mapping[str, Any]) -> AnswerRules:
    """The shop's rules in the form in which the core takes them."""
    held = {answer: policies[name_of(answer)] for answer in PRESETS}
    return AnswerRules(
        on=frozenset(answer for answer, value in held.items() if value["on"]),
        again={answer: value["again"] for answer, value in held.items()},
        quiet_seconds=policies[QUIET_MINUTES] * 60,
    )


def in_english(conversation: Conversation) -> bool:
    """Whether what the buyer wrote in this reception is English."""
    said = words_of_buyer(conversation).order_by("-seq")
    return reads_english(said.values_list("text", flat=True)[:WORDS_READ])


def _said(
    conversation: Conversation, now: datetime
) -> tuple[frozenset[Answer], dict[Answer, float]]:
    """What the machine said in this reception, and how long ago each was said in this thread."""
    rows = (
        AutomaticAnswer.objects.filter(shop_id=conversation.shop_id, conversation=conversation)
        .exclude(answer="")
        .order_by()
        .values_list("answer")
        .annotate(last=Max("at"), number=Max("session_number"))
    )
    found = [(Answer(answer), last, number) for answer, last, number in rows]
    here = frozenset(one for one, _, number in found if number == conversation.session_number)
    return here, {one: (now - last).total_seconds() for one, last, _ in found}


def _last_spoken(conversation: Conversation) -> tuple[datetime | None, datetime | None]:
    """When a person of the shop last spoke in this reception, and in this thread."""
    said = Entry.objects.filter(
        shop_id=conversation.shop_id, conversation_id=conversation.pk, side="agent"
    ).exclude(kind=EntryKind.RECALL)
    last = said.order_by("-seq").values_list("session_number", "at").first()
    if last is None:
        return None, None
    return (last[1] if last[0] == conversation.session_number else None), last[1]
