"""A locked conversation gets an owner, or none: row, reception, line, history and events."""

from typing import Any

from django.db.models import F, QuerySet

from conversations.actions.auditing import record_by
from conversations.actions.recording import append_entry
from conversations.models import (
    Assignment,
    ChatSession,
    Conversation,
    EntryKind,
    How,
    SessionState,
)
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, session_shape
from conversations.speaker import Speaker
from conversations.webhooks import TAKEN, session_data
from helpdesk.accounts.models import Membership
from helpdesk.integrations.actions.recording import record_event
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import EntryAdded, Event, SessionQueued, SessionTaken
from helpdesk.realtime.shapes import HandedShape, SessionShape

GIVEN = (How.ROUTED, How.MOVED, How.TRANSFERRED)


def give(
    *,
    conversation: Conversation,
    member: Membership,
    how: How,
    line: str,
    by: Speaker | None = None,
    handed: HandedShape | None = None,
    note: str = "",
    group_name: str = "",
    decision: dict[str, Any] | None = None,
) -> list[Event]:
    """The member holds the chat from now on. ``line`` is the code of the system line; its author
    is whoever did it, else the new holder.

    The caller saves the conversation and publishes the events.
    """
    previous, waited = conversation.owner_id, _queued_seconds(conversation)
    conversation.owner = member
    conversation.state, conversation.handed = SessionState.ACTIVE, handed
    session = _session_row(conversation)
    session.update(
        state=SessionState.ACTIVE,
        owner=member,
        taken_at=now(),
        was_given=how in GIVEN,
        moves=F("moves") + int(how == How.MOVED),
    )
    note_step(
        conversation=conversation,
        how=how,
        member_id=member.pk,
        previous_id=previous,
        by=by,
        note=handed["note"] if handed else note,
        group_name=group_name,
        decision=decision,
        queued_seconds=waited,
    )
    record_event(shop_id=conversation.shop_id, kind=TAKEN, data=session_data(conversation))
    entry = append_entry(
        conversation=conversation,
        kind=EntryKind.SYSTEM,
        side="system",
        text=line,
        author_id=by.member_id if by else member.pk,
        author_name=by.name if by else member.public_name,
    )
    return [
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
        SessionTaken(conversation=conversation.pk, session=shape_of(conversation)),
    ]


def put_back(*, conversation: Conversation, decision: dict[str, Any] | None) -> list[Event]:
    """Nobody holds the chat; it waits in its old place. No line: the buyer is not told."""
    previous = conversation.owner_id
    conversation.owner = None
    conversation.state, conversation.handed = SessionState.WAITING, None
    _session_row(conversation).update(state=SessionState.WAITING, owner=None, was_given=False)
    note_step(conversation=conversation, how=How.QUEUED, previous_id=previous, decision=decision)
    return [SessionQueued(conversation=conversation.pk, session=shape_of(conversation))]


def note_step(
    *,
    conversation: Conversation,
    how: How,
    member_id: int | None = None,
    previous_id: int | None = None,
    by: Speaker | None = None,
    note: str = "",
    group_name: str = "",
    decision: dict[str, Any] | None = None,
    queued_seconds: int = 0,
) -> None:
    """One more step in the reception's history."""
    Assignment.objects.create(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
        how=how,
        at=now(),
        member_id=member_id,
        previous_id=previous_id,
        by_id=by.member_id if by else None,
        note=note,
        group_name=group_name,
        decision=decision,
        queued_seconds=queued_seconds,
    )


def member_of_shop(shop_id: int, member_id: int) -> Membership:
    """The member with their person."""
    return Membership.objects.select_related("user").get(pk=member_id, shop_id=shop_id)


def shape_of(conversation: Conversation) -> SessionShape:
    """The latest session of a conversation that has one."""
    shape = session_shape(record_of(conversation))
    assert shape is not None
    return shape


def audit_step(
    actor: Speaker | None, conversation: Conversation, verb: str, **data: object
) -> None:
    """The audit entry of a step; without an actor it was the machine."""
    record_by(actor, verb, conversation, session=conversation.session_number, **data)


def _session_row(conversation: Conversation) -> QuerySet[ChatSession]:
    return ChatSession.objects.filter(conversation=conversation, number=conversation.session_number)


def _queued_seconds(conversation: Conversation) -> int:
    """How long the buyer stood in the queue, where nobody had the chat; else nothing. Never less
    than that: clocks are put back, and must not stop a queue."""
    if conversation.state != SessionState.WAITING:
        return 0
    opened = _session_row(conversation).values_list("opened_at", flat=True).first()
    return max(0, int((now() - opened).total_seconds())) if opened else 0
