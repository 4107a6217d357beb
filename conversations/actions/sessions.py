"""Open, take and finish a ChatSession. All of them work under the conversation's lock."""

from datetime import datetime

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.recording import append_entry, save_conversation
from conversations.errors import HeldByOther, NotTaken, SessionOver
from conversations.models import (
    ChatSession,
    Conversation,
    Entry,
    EntryKind,
    SessionState,
    Turn,
)
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape, session_shape
from conversations.speaker import Speaker
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import (
    ConversationChanged,
    EntryAdded,
    Event,
    SessionFinished,
    SessionOpened,
    SessionTaken,
)
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape, SessionShape


def take_session(*, actor: Speaker, conversation_id: int) -> RowShape:
    """The actor holds the chat from now on; taking it twice changes nothing.

    Raises HeldByOther when a colleague holds it and the actor may not take over, SessionOver
    when it is finished, ConversationNotFound for a stranger.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if conversation.state == SessionState.FINISHED:
            raise SessionOver()
        if conversation.owner_id == actor.member_id:
            return row_shape(record_of(conversation))
        require_free_or_mine(actor, conversation, "chat.take_over")
        events = assign(actor, conversation)
        save_conversation(conversation)
        row = row_shape(record_of(conversation))
        publish(actor.shop_id, *events, ConversationChanged(row=row))
    return row


def finish_session(*, actor: Speaker, conversation_id: int) -> RowShape:
    """The reception is over; finishing it twice changes nothing.

    Raises NotTaken when nobody holds it, HeldByOther when a colleague does and the actor may
    not finish for them.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if conversation.state == SessionState.FINISHED:
            return row_shape(record_of(conversation))
        if conversation.owner_id is None and not allows(str(actor.role), "chat.finish_any"):
            raise NotTaken()
        require_free_or_mine(actor, conversation, "chat.finish_any")
        moment = now()
        entry = append_entry(
            conversation=conversation,
            kind=EntryKind.SYSTEM,
            side="system",
            text="session.finished",
            author_id=actor.member_id,
            author_name=actor.name,
        )
        ChatSession.objects.filter(
            conversation=conversation, number=conversation.session_number
        ).update(state=SessionState.FINISHED, finished_at=moment)
        conversation.state = SessionState.FINISHED
        _leave_unanswered(conversation, moment)
        conversation.unread = 0
        save_conversation(conversation)
        row = row_shape(record_of(conversation))
        _audit(actor, conversation, "session.finished")
        publish(
            actor.shop_id,
            EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
            SessionFinished(conversation=conversation.pk, session=_session(conversation)),
            ConversationChanged(row=row),
        )
    return row


def open_session(*, speaker: Speaker, conversation: Conversation) -> list[Event]:
    """Begin the next ChatSession of a locked, finished conversation.

    The buyer's waits for an agent; one that an agent begins is theirs. The caller saves the
    conversation and publishes the events.
    """
    moment = now()
    conversation.session_number += 1
    conversation.state = SessionState.ACTIVE if speaker.is_agent else SessionState.WAITING
    conversation.unanswered_since = None
    _set_owner(conversation, speaker.member_id if speaker.is_agent else None)
    ChatSession.objects.create(
        shop_id=conversation.shop_id,
        conversation=conversation,
        number=conversation.session_number,
        state=conversation.state,
        owner_id=conversation.owner_id,
        opened_by=speaker.side,
        opened_at=moment,
        first_seq=conversation.last_seq + 1,
        taken_at=moment if speaker.is_agent else None,
    )
    return [SessionOpened(conversation=conversation.pk, session=_session(conversation))]


def assign(actor: Speaker, conversation: Conversation) -> list[Event]:
    """Give a locked, open conversation to the actor, with line and audit entry.

    The caller saves the conversation and publishes the events.
    """
    before = conversation.owner_id
    _set_owner(conversation, actor.member_id)
    conversation.state = SessionState.ACTIVE
    ChatSession.objects.filter(
        conversation=conversation, number=conversation.session_number
    ).update(state=SessionState.ACTIVE, owner_id=actor.member_id, taken_at=now())
    entry: Entry = append_entry(
        conversation=conversation,
        kind=EntryKind.SYSTEM,
        side="system",
        text="session.taken",
        author_id=actor.member_id,
        author_name=actor.name,
    )
    _audit(actor, conversation, "session.taken", previous_owner=before)
    return [
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
        SessionTaken(conversation=conversation.pk, session=_session(conversation)),
    ]


def require_free_or_mine(
    actor: Speaker, conversation: Conversation, permission: str | None = None
) -> None:
    """Pass when nobody or the actor holds the chat, or the role's ``permission`` allows it."""
    holder = conversation.owner
    if conversation.state != SessionState.ACTIVE or holder is None:
        return
    if holder.pk == actor.member_id:
        return
    if permission is None or not allows(str(actor.role), permission):
        raise HeldByOther(holder=holder.public_name)


def _leave_unanswered(conversation: Conversation, moment: datetime) -> None:
    """The buyer waits no longer; that nobody answered stays on record."""
    asked_at = conversation.unanswered_since
    if asked_at is not None:
        Turn.objects.create(
            shop_id=conversation.shop_id,
            conversation=conversation,
            session_number=conversation.session_number,
            asked_at=asked_at,
            ended_at=max(moment, asked_at),
            member_id=conversation.owner_id,
        )
    conversation.unanswered_since = None


def _set_owner(conversation: Conversation, member_id: int | None) -> None:
    conversation.owner = (
        None
        if member_id is None
        else Membership.objects.select_related("user").get(
            pk=member_id, shop_id=conversation.shop_id
        )
    )


def _session(conversation: Conversation) -> SessionShape:
    shape = session_shape(record_of(conversation))
    assert shape is not None
    return shape


def _audit(actor: Speaker, conversation: Conversation, verb: str, **data: object) -> None:
    record(
        shop_id=actor.shop_id,
        actor=None if actor.member_id is None else Membership.objects.get(pk=actor.member_id).user,
        verb=verb,
        target=conversation,
        data={"session": conversation.session_number, **data},
    )
