"""Routing: a chat that nobody holds goes to whoever the shop's rules choose, or waits.

It happens in the transaction that opens the reception, and in a sweep every two seconds (also
whenever somebody becomes free). The conversation is locked first, then everybody's place: a place
that is counted under its lock cannot be filled twice.
"""

from functools import partial
from typing import Any

from django.db import transaction

from conversations.access import locked_if_free
from conversations.actions.giving import audit_step, give, member_of_shop
from conversations.actions.recording import save_conversation
from conversations.models import Conversation, How, SessionState
from conversations.queries.queue import head_of_queue, standing_of
from conversations.queries.routing import ask_of, candidates_of, waiting_of
from conversations.queries.rows import record_of, row_shape
from conversations.routing.deciding import decide
from conversations.routing.facts import Decision
from conversations.routing_rules import AUTOMATIC, MODE, SKILL_SECONDS
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.sweeping import attempt
from helpdesk.realtime.events import ConversationChanged, Event, QueueMoved
from helpdesk.realtime.publish import publish
from helpdesk.team.access import hold_places
from helpdesk.team.models import Presence

TOLD_AT_ONCE = 50
"""Buyers at the head of the queue who hear of a move at once; the others by a heartbeat."""


def route_new(conversation: Conversation) -> list[Event]:
    """Give a reception that has just been opened to somebody, in the transaction that opened it.

    Nobody passes those who wait already: while there are any, this one waits too, and the sweep
    takes them in their order. The caller has saved the conversation and publishes the events.
    """
    policies = policies_of(conversation.shop_id)
    if policies[MODE] != AUTOMATIC:
        return []
    if waiting_of(conversation.shop_id)[:2] != [conversation.pk]:
        return _place_told(conversation)
    events = _route(conversation, policies)
    return events or _place_told(conversation)


def route_waiting(*, shop_id: int) -> int:
    """Give out what waits, first come first served; how many found somebody.

    Chats that somebody else works on at this moment are left to them; one that cannot be given
    keeps its place and holds up no other.
    """
    policies = policies_of(shop_id)
    if policies[MODE] != AUTOMATIC:
        return 0
    given = 0
    for conversation_id in waiting_of(shop_id):
        if not _anybody_free(shop_id, policies):
            break
        route = partial(_route_one, shop_id, conversation_id, policies)
        given += bool(attempt(f"chat {conversation_id}", route))
    if given:
        tell_queue(shop_id=shop_id)
    return given


@transaction.atomic
def _route_one(shop_id: int, conversation_id: int, policies: dict[str, Any]) -> bool:
    conversation = locked_if_free(shop_id, conversation_id)
    if conversation is None or conversation.state != SessionState.WAITING:
        return False
    events = _route(conversation, policies)
    if events:
        publish(shop_id, *events, ConversationChanged(row=row_shape(record_of(conversation))))
    return bool(events)


def tell_queue(*, shop_id: int) -> None:
    """Those who wait hear where they stand now."""
    standings = head_of_queue(shop_id, TOLD_AT_ONCE).items()
    with transaction.atomic():
        publish(shop_id, *(QueueMoved(conversation=one, queue=queue) for one, queue in standings))


def choose(
    conversation: Conversation,
    policies: dict[str, Any],
    *,
    among: frozenset[int] | None = None,
    another: bool = False,
) -> Decision:
    """The core's decision for a locked conversation; everybody's place is held from here on."""
    hold_places(conversation.shop_id)
    moment = now()
    return decide(
        ask_of(conversation, now=moment, policies=policies, among=among, another=another),
        candidates_of(conversation.shop_id, now=moment, policies=policies),
        skill_wait=policies[SKILL_SECONDS],
    )


def mark_routed(shop_id: int, member_id: int) -> None:
    """The next of two equals is the other one."""
    Presence.objects.filter(shop_id=shop_id, member_id=member_id).update(last_routed_at=now())


def _route(conversation: Conversation, policies: dict[str, Any]) -> list[Event]:
    decision = choose(conversation, policies)
    if decision.member is None:
        return []
    member = member_of_shop(conversation.shop_id, decision.member)
    events = give(
        conversation=conversation,
        member=member,
        how=How.ROUTED,
        line="session.assigned",
        decision=decision.as_json(),
    )
    mark_routed(conversation.shop_id, member.pk)
    save_conversation(conversation)
    audit_step(None, conversation, "session.routed", to=member.user.shown_name)
    return events


def _anybody_free(shop_id: int, policies: dict[str, Any]) -> bool:
    """A look without locks, so that a full shop costs one question and not one a buyer."""
    found = candidates_of(shop_id, now=now(), policies=policies)
    return any(
        one.live and one.state == "accepting" and one.load < one.capacity and not one.late
        for one in found
    )


def _place_told(conversation: Conversation) -> list[Event]:
    found = standing_of(conversation.shop_id, conversation.pk)
    return [] if found is None else [QueueMoved(conversation=conversation.pk, queue=found)]
