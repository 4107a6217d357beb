"""What a supervisor does with somebody else's chat from the floor."""

from django.db import transaction

from conversations.access import conversation_of, locked_conversation
from conversations.actions.sessions import take_session
from conversations.actions.transferring import transfer_conversation
from conversations.errors import SessionOver
from conversations.floor.errors import AlreadyAssigned, AlreadyTaken, TakeOverReasonMissing
from conversations.models import Assignment, Conversation, How, SessionState
from conversations.rights import require_right
from conversations.speaker import Speaker
from helpdesk.kernel.text import TextBroken, is_storable
from helpdesk.realtime.shapes import RowShape

REASON_LENGTH = 100


def assign_waiting(
    *, actor: Speaker, conversation_id: int, member_id: int | None, group_id: int | None = None
) -> RowShape:
    """Give a chat of the queue to a colleague. Of several who do, the first wins.

    The others get AlreadyAssigned (or AlreadyTaken, where somebody took it) with the names, and
    nothing changes. SessionOver, ReceiverAway, ReceiverFull and NobodyOfGroup as for a transfer;
    ConversationNotFound for a stranger, PermissionRefused without the right.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        require_right(actor, "floor.oversee")
        if conversation.state == SessionState.FINISHED:
            raise SessionOver()
        if conversation.state == SessionState.ACTIVE:
            raise _beaten(conversation)
        return transfer_conversation(
            actor=actor,
            conversation_id=conversation_id,
            member_id=member_id,
            group_id=group_id,
            note="",
        )


def take_over(*, actor: Speaker, conversation_id: int, reason: str) -> RowShape:
    """The supervisor holds the chat from now on, and the colleague reads who took it and why.

    TakeOverReasonMissing without a reason where a colleague holds it, TextBroken for one that
    cannot be stored; otherwise as `take_session`.
    """
    reason = reason.strip()
    conversation = conversation_of(actor.shop_id, conversation_id)
    require_right(actor, "floor.oversee")
    holder = conversation.owner if conversation.state == SessionState.ACTIVE else None
    theirs = holder is not None and holder.pk != actor.member_id
    if (theirs and not reason) or len(reason) > REASON_LENGTH:
        name = holder.public_name if holder else ""
        raise TakeOverReasonMissing(most=REASON_LENGTH, holder=name)
    if not is_storable(reason):
        raise TextBroken()
    return take_session(actor=actor, conversation_id=conversation_id, reason=reason)


def _beaten(conversation: Conversation) -> AlreadyAssigned | AlreadyTaken:
    holder = conversation.owner.public_name if conversation.owner else ""
    last = (
        Assignment.objects.filter(
            shop_id=conversation.shop_id,
            conversation=conversation,
            session_number=conversation.session_number,
            member_id=conversation.owner_id,
        )
        .select_related("by__user")
        .order_by("-pk")
        .first()
    )
    if last is not None and last.how == How.TRANSFERRED and last.by is not None:
        return AlreadyAssigned(by=last.by.public_name, holder=holder)
    return AlreadyTaken(holder=holder)
