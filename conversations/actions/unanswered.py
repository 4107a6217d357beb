"""Chats that were given to somebody who does not answer: to another, or before a supervisor.

Never taken from somebody who is writing an answer, nor while it is put off; a shop's rule says
how often at most. The buyer sees another name, and is told nothing else.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction

from conversations.access import locked_if_free
from conversations.actions.giving import (
    audit_step,
    give,
    member_of_shop,
    note_step,
    put_back,
)
from conversations.actions.recording import save_conversation
from conversations.actions.routing import choose, mark_routed, tell_queue
from conversations.models import ChatSession, Conversation, How, SessionState
from conversations.queries.rows import record_of, row_shape
from conversations.routing_rules import (
    ANSWER_SECONDS,
    AUTOMATIC,
    ESCALATE,
    GONE_SECONDS,
    MODE,
    MOST_MOVES,
    UNANSWERED,
)
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.sweeping import attempt, for_each
from helpdesk.realtime.events import ConversationChanged, Event, SessionEscalated
from helpdesk.realtime.publish import publish
from helpdesk.team.models import Presence, PresenceState

TYPING_SECONDS = 15
"""An answer that was being written so long ago is being written still."""

LEAST_SECONDS = 15
"""No shop's rule is shorter (`routing_rules.py`): a shop without any so long is not asked."""

DUE = """
FROM conversations_conversation c
JOIN conversations_chatsession s ON s.conversation_id = c.id AND s.number = c.session_number
LEFT JOIN team_presence p ON p.shop_id = c.shop_id AND p.member_id = c.owner_id
WHERE c.state = 'active' AND c.unanswered_since IS NOT NULL AND s.escalated_at IS NULL
  AND c.snoozed_until IS NULL
  AND (s.was_given AND s.taken_at <= %(given)s AND c.unanswered_since <= s.taken_at
       OR p.state = 'away' AND p.since <= %(gone)s)
"""
SHOPS_SQL = f"SELECT DISTINCT c.shop_id {DUE}"
CHATS_SQL = f"SELECT c.id {DUE} AND c.shop_id = %(shop)s ORDER BY c.unanswered_since, c.id"

ROUND = 200
"""Chats of one shop that one look moves; the next takes the others."""


def move_unanswered() -> int:
    """One look at all shops; how many chats were moved or shown to a supervisor. Safe twice, late
    and in parallel. A shop that gives its chats out by hand is left alone."""
    before = now() - timedelta(seconds=LEAST_SECONDS)
    shops = _found(SHOPS_SQL, given=before, gone=before)
    return sum(attempt(f"the chats of shop {one}", partial(_of_shop, one)) or 0 for one in shops)


def _of_shop(shop_id: int) -> int:
    policies, moment = policies_of(shop_id), now()
    if policies[MODE] != AUTOMATIC:
        return 0
    given = moment - timedelta(seconds=policies[ANSWER_SECONDS])
    gone = moment - timedelta(seconds=policies[GONE_SECONDS])
    due = _found(CHATS_SQL, shop=shop_id, given=given, gone=gone)
    return for_each(due, partial(_look_at, shop_id, policies), name="chat", most=ROUND)


def _found(sql: str, **values: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]


@transaction.atomic
def _look_at(shop_id: int, policies: dict[str, Any], conversation_id: int) -> bool:
    conversation = locked_if_free(shop_id, conversation_id)
    if conversation is None or conversation.state != SessionState.ACTIVE:
        return False
    session = ChatSession.objects.get(conversation=conversation, number=conversation.session_number)
    presence = Presence.objects.filter(shop_id=shop_id, member_id=conversation.owner_id).first()
    moment = now()
    gone = _is_gone(presence, moment - timedelta(seconds=policies[GONE_SECONDS]))
    put_off = conversation.snoozed_until is not None
    if conversation.unanswered_since is None or put_off or session.escalated_at is not None:
        return False
    if not gone:
        overdue = moment - timedelta(seconds=policies[ANSWER_SECONDS])
        given_in_vain = (
            session.was_given
            and session.taken_at is not None
            and conversation.unanswered_since <= session.taken_at <= overdue
        )
        if not given_in_vain or _is_writing(presence, conversation, moment):
            return False
    may_move = gone or (policies[UNANSWERED] != ESCALATE and session.moves < policies[MOST_MOVES])
    events = _move(conversation, policies, gone=gone) if may_move else []
    events = events or _escalate(conversation, session, moment)
    row = row_shape(record_of(conversation))
    publish(shop_id, *events, ConversationChanged(row=row))
    return True


def _is_gone(presence: Presence | None, before: datetime) -> bool:
    return (
        presence is not None and presence.state == PresenceState.AWAY and presence.since <= before
    )


def _is_writing(presence: Presence | None, conversation: Conversation, moment: datetime) -> bool:
    return (
        presence is not None
        and presence.typing_in == conversation.pk
        and presence.typing_at is not None
        and presence.typing_at > moment - timedelta(seconds=TYPING_SECONDS)
    )


def _move(conversation: Conversation, policies: dict[str, Any], *, gone: bool) -> list[Event]:
    """To another; where there is none, somebody who is gone gives it back to the queue."""
    decision = choose(conversation, policies, another=True)
    before = conversation.owner.user.shown_name if conversation.owner else ""
    if decision.member is not None and decision.member != conversation.owner_id:
        member = member_of_shop(conversation.shop_id, decision.member)
        events = give(
            conversation=conversation,
            member=member,
            how=How.MOVED,
            line="session.assigned",
            decision=decision.as_json(),
        )
        mark_routed(conversation.shop_id, member.pk)
        audit_step(None, conversation, "session.moved", to=member.user.shown_name, before=before)
    elif gone:
        events = put_back(conversation=conversation, decision=decision.as_json())
        audit_step(None, conversation, "session.queued", before=before)
        shop_id = conversation.shop_id
        transaction.on_commit(lambda: tell_queue(shop_id=shop_id), robust=True)
    else:
        return []
    save_conversation(conversation)
    return events


def _escalate(conversation: Conversation, session: ChatSession, moment: datetime) -> list[Event]:
    """Nobody changes; the supervisors are told, once a reception."""
    ChatSession.objects.filter(pk=session.pk).update(escalated_at=moment)
    note_step(
        conversation=conversation,
        how=How.ESCALATED,
        member_id=conversation.owner_id,
        previous_id=conversation.owner_id,
    )
    since = conversation.unanswered_since or moment
    name = conversation.owner.public_name if conversation.owner else None
    audit_step(None, conversation, "session.escalated", name=name or "")
    return [
        SessionEscalated(
            conversation=conversation.pk,
            buyer=conversation.buyer.name,
            agent=name,
            seconds=int((moment - since).total_seconds()),
        )
    ]
