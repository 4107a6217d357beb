"""Open, take and finish a ChatSession. All of them work under the conversation's lock."""

from uuid import UUID

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.ending import end_session
from conversations.actions.giving import audit_step, give, member_of_shop, shape_of
from conversations.actions.recording import save_conversation
from conversations.actions.staging import derived_stage
from conversations.errors import HeldByOther, NotTaken, SessionOver
from conversations.models import ChatSession, Conversation, How, SessionState
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from conversations.webhooks import STARTED, session_data
from helpdesk.accounts.permissions import allows
from helpdesk.integrations.actions.recording import record_event
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotAllowed
from helpdesk.realtime.events import ConversationChanged, Event, SessionOpened
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape
from helpdesk.team.access import hold_place


def take_session(*, actor: Speaker, conversation_id: int, reason: str = "") -> RowShape:
    """The actor holds the chat from now on; taking it twice changes nothing.

    ``reason`` says why it is taken from a colleague, who reads it in the chat's history. Raises
    HeldByOther when a colleague holds it and the actor may not take over, SessionOver when it is
    finished, ConversationNotFound for a stranger.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if conversation.state == SessionState.FINISHED:
            raise SessionOver()
        if conversation.owner_id == actor.member_id:
            return row_shape(record_of(conversation))
        require_free_or_mine(actor, conversation, "chat.take_over")
        events = assign(actor, conversation, reason=reason)
        save_conversation(conversation)
        row = row_shape(record_of(conversation))
        publish(actor.shop_id, *events, ConversationChanged(row=row))
    return row


def finish_session(
    *,
    actor: Speaker,
    conversation_id: int,
    not_bought: str = "",
    invite: bool = False,
    batch: UUID | None = None,
) -> RowShape:
    """The reception is over; finishing it twice changes nothing.

    ``batch`` is the name under which `reopen_batch` takes it back. Raises NotTaken when nobody
    holds it, HeldByOther when a colleague does and the actor may not finish for them, and what
    `end_session` raises.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if conversation.state == SessionState.FINISHED:
            return row_shape(record_of(conversation))
        if conversation.owner_id is None and not allows(str(actor.role), "chat.finish_any"):
            raise NotTaken()
        require_free_or_mine(actor, conversation, "chat.finish_any")
        events = end_session(
            actor=actor,
            conversation=conversation,
            not_bought=not_bought,
            invite=invite,
            batch=batch,
        )
        publish(actor.shop_id, *events)
        return row_shape(record_of(conversation))


def open_session(*, speaker: Speaker, conversation: Conversation) -> list[Event]:
    """Begin the next ChatSession of a locked, finished conversation.

    The buyer's waits for an agent; one that an agent begins is theirs. The caller saves the
    conversation and publishes the events.
    """
    moment = now()
    conversation.session_number += 1
    conversation.state = SessionState.ACTIVE if speaker.is_agent else SessionState.WAITING
    conversation.unanswered_since = conversation.woken_at = conversation.handed = None
    conversation.stage = derived_stage(conversation)
    if speaker.member_id is not None:
        hold_place(conversation.shop_id, speaker.member_id)
    conversation.owner = (
        member_of_shop(conversation.shop_id, speaker.member_id)
        if speaker.is_agent and speaker.member_id is not None
        else None
    )
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
        stage=conversation.stage,
    )
    record_event(
        shop_id=conversation.shop_id,
        kind=STARTED,
        data=session_data(conversation, opened_by=speaker.side),
    )
    return [SessionOpened(conversation=conversation.pk, session=shape_of(conversation))]


def assign(actor: Speaker, conversation: Conversation, *, reason: str = "") -> list[Event]:
    """Give a locked, open conversation to the actor, with line and audit entry.

    The caller saves the conversation and publishes the events.
    """
    if actor.member_id is None:
        raise NotAllowed()
    before, holder = conversation.owner_id, conversation.owner
    hold_place(conversation.shop_id, actor.member_id)
    events = give(
        conversation=conversation,
        member=member_of_shop(conversation.shop_id, actor.member_id),
        how=How.TAKEN,
        line="session.taken",
        by=actor,
        note=reason,
    )
    verb, facts = "session.taken", {}
    if holder is not None and reason:
        verb, facts = "session.taken_over", {"before": holder.user.shown_name, "reason": reason}
    audit_step(actor, conversation, verb, previous_owner=before, **facts)
    return events


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
