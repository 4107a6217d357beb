"""A chat is handed to a colleague, or to whoever of a group has room, with a note for them."""

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.giving import audit_step, give, member_of_shop
from conversations.actions.recording import save_conversation
from conversations.actions.routing import choose, mark_routed, tell_queue
from conversations.actions.sessions import require_free_or_mine
from conversations.errors import (
    GroupUnknown,
    NobodyOfGroup,
    NoteTooLong,
    ReceiverAway,
    ReceiverFull,
    ReceiverIsHolder,
    ReceiverUnknown,
    SessionOver,
)
from conversations.models import Conversation, How, SessionState
from conversations.models.assignment import NOTE_LENGTH
from conversations.queries.receivers import can_take
from conversations.queries.routing import candidates_of
from conversations.queries.rows import record_of, row_shape
from conversations.routing.facts import Candidate
from conversations.speaker import Speaker
from helpdesk.accounts.permissions import allows
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed
from helpdesk.kernel.text import listed
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import HandedShape, RowShape
from helpdesk.team.access import hold_places
from helpdesk.team.models import PresenceState
from helpdesk.team.queries.places import groups_of

NAMED = 3


def transfer_conversation(
    *, actor: Speaker, conversation_id: int, member_id: int | None, group_id: int | None, note: str
) -> RowShape:
    """The receiver holds the chat from now on, and reads the note above it.

    Raises HeldByOther when a colleague holds it and the actor may not take over, SessionOver,
    ReceiverAway and ReceiverFull (they name who could take it instead), NobodyOfGroup,
    ReceiverIsHolder, NoteTooLong; ConversationNotFound for a stranger.
    """
    if not allows(str(actor.role), "chat.hand_over"):
        raise NotAllowed()
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        note = note.strip()
        if len(note) > NOTE_LENGTH:
            raise NoteTooLong(most=NOTE_LENGTH, over=len(note) - NOTE_LENGTH)
        if conversation.state == SessionState.FINISHED:
            raise SessionOver()
        require_free_or_mine(actor, conversation, "chat.take_over")
        was_waiting = conversation.state == SessionState.WAITING
        receiver, group_name, decision = _receiver(actor, conversation, member_id, group_id)
        member = member_of_shop(actor.shop_id, receiver)
        handed: HandedShape = {
            "id": actor.member_id or 0,
            "name": actor.name or "",
            "note": note,
            "answered": False,
        }
        events = give(
            conversation=conversation,
            member=member,
            how=How.TRANSFERRED,
            line=f"session.transferred {member.public_name}",
            by=actor,
            handed=handed,
            group_name=group_name,
            decision=decision,
        )
        mark_routed(actor.shop_id, member.pk)
        save_conversation(conversation)
        # The note itself stays out of the record, which nobody can clear.
        noted = bool(note)
        audit_step(
            actor, conversation, "session.transferred", to=member.user.shown_name, noted=noted
        )
        row = row_shape(record_of(conversation))
        publish(actor.shop_id, *events, ConversationChanged(row=row))
        if was_waiting:
            transaction.on_commit(lambda: tell_queue(shop_id=actor.shop_id), robust=True)
    return row


def _receiver(
    actor: Speaker, conversation: Conversation, member_id: int | None, group_id: int | None
) -> tuple[int, str, dict[str, object] | None]:
    policies = policies_of(actor.shop_id)
    if group_id is not None:
        return _of_group(conversation, policies, group_id, actor)
    hold_places(actor.shop_id)
    candidates = candidates_of(actor.shop_id, now=now(), policies=policies)
    found = next((one for one in candidates if one.member == member_id), None)
    if member_id is None or found is None:
        raise ReceiverUnknown()
    if found.member == conversation.owner_id:
        raise ReceiverIsHolder(name=found.name)
    if _is_going_back(actor, conversation, found):
        return found.member, "", None
    others = [one for one in candidates if one.member not in {found.member, actor.member_id}]
    if not can_take(found, ignore_load=True):
        state = str(PresenceState(found.state if found.live else "away").label)
        raise ReceiverAway(name=found.name, state=state, others=_named(others))
    if not can_take(found):
        raise ReceiverFull(
            name=found.name, load=found.load, capacity=found.capacity, others=_named(others)
        )
    return found.member, "", None


def _of_group(
    conversation: Conversation, policies: dict[str, object], group_id: int, actor: Speaker
) -> tuple[int, str, dict[str, object] | None]:
    groups = {group.pk: (group, members) for group, members in groups_of(actor.shop_id)}
    if group_id not in groups:
        raise GroupUnknown()
    group, members = groups[group_id]
    among = frozenset(members) - {actor.member_id or 0, conversation.owner_id or 0}
    decision = choose(conversation, policies, among=among)
    if decision.member is None:
        candidates = candidates_of(actor.shop_id, now=now(), policies=policies)
        others = [one for one in candidates if one.member != actor.member_id]
        raise NobodyOfGroup(group=group.name, others=_named(others))
    return decision.member, group.name, decision.as_json()


def _is_going_back(actor: Speaker, conversation: Conversation, sender: Candidate) -> bool:
    """Whoever handed a chat over gets it back also when full: it was theirs."""
    handed = conversation.handed or {}
    mine = conversation.owner_id == actor.member_id
    return mine and handed.get("id") == sender.member and sender.live and sender.state != "away"


def _named(candidates: list[Candidate]) -> str:
    """The least busy of those who could take it: 子安 9/15、林夏 6/12; a dash for nobody."""
    free = sorted(
        (one for one in candidates if can_take(one)), key=lambda one: one.load / one.capacity
    )
    return listed(f"{one.name} {one.load}/{one.capacity}" for one in free[:NAMED]) or "—"
