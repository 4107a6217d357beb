"""The blacklist: put a buyer on it, take them off, let its end come.

Locks go Buyer, Conversation.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from conversations.access import block_of, conversation_of, locked_conversation
from conversations.actions.ending import end_session
from conversations.actions.recording import save_conversation
from conversations.inside_errors import (
    BlockedBuyer,
    BlockHours,
    ChatBlocked,
    NotBlocked,
    ReasonEmpty,
    ReasonTooLong,
)
from conversations.models import Block, Conversation, SessionState
from conversations.models.block import REASON_LENGTH
from conversations.models.session import FinishedBy
from conversations.queries.rows import record_of, row_shape
from conversations.rights import require_right
from conversations.speaker import Speaker
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Buyer
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sweeping import for_each
from helpdesk.kernel.text import is_blank
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape

ROUND = 200


def block_buyer(*, actor: Speaker, conversation_id: int, reason: str, hours: int) -> RowShape:
    """The buyer of this thread can write no more for some hours (0: for good).

    What was open ends. Blocking again replaces reason and end. Raises PermissionRefused,
    ReasonEmpty, ReasonTooLong, BlockHours (policy ``chat.block_days_most``).
    """
    thread = conversation_of(actor.shop_id, conversation_id)
    require_right(actor, "chat.block")
    reason = "".join(sign for sign in reason.strip() if sign.isprintable())
    if is_blank(reason):
        raise ReasonEmpty()
    if len(reason) > REASON_LENGTH:
        raise ReasonTooLong(length=len(reason), limit=REASON_LENGTH)
    most = int(value_of(actor.shop_id, "chat.block_days_most")) * 24
    if hours > most:
        raise BlockHours(most=most)
    with transaction.atomic():
        conversation = _hold(thread)
        _open_block(conversation).update(lifted_at=now(), lifted_by_id=actor.member_id)
        block = Block.objects.create(
            shop_id=actor.shop_id,
            buyer_id=conversation.buyer_id,
            reason=reason,
            member_id=actor.member,
            at=now(),
            until=now() + timedelta(hours=hours) if hours else None,
        )
        if conversation.state != SessionState.FINISHED:
            events = end_session(actor=actor, conversation=conversation, by=FinishedBy.BLOCK)
            publish(actor.shop_id, *events)
        conversation.blocked = True
        data = {"reason": reason, "until": iso(block.until) if block.until else ""}
        return _told(conversation, "buyer.blocked", actor, data)


def unblock_buyer(*, actor: Speaker, conversation_id: int) -> RowShape:
    """The buyer of this thread may write again. Raises PermissionRefused, NotBlocked."""
    thread = conversation_of(actor.shop_id, conversation_id)
    require_right(actor, "chat.block")
    with transaction.atomic():
        conversation = _hold(thread)
        return _lift(conversation, actor)


def lift_block(*, actor: Speaker, block_id: int) -> RowShape:
    """The same from the list of the blacklist."""
    block = block_of(actor.shop_id, block_id)
    thread = Conversation.objects.get(shop_id=actor.shop_id, buyer_id=block.buyer_id)
    return unblock_buyer(actor=actor, conversation_id=thread.pk)


def lift_ended_blocks() -> int:
    """Those whose time is over, of every shop; how many. Safe twice, late and in parallel."""
    due = Block.objects.filter(lifted_at__isnull=True, until__lte=now()).order_by("until")
    buyers = due.values_list("shop_id", "buyer_id")
    return for_each(buyers, _lift_if_over, name="the block of buyer", most=ROUND)


@transaction.atomic
def _lift_if_over(keys: tuple[int, int]) -> bool:
    shop_id, buyer_id = keys
    thread = Conversation.objects.filter(shop_id=shop_id, buyer_id=buyer_id).first()
    if thread is None:
        return False
    conversation = _hold(thread)
    if not _open_block(conversation).filter(until__lte=now()).exists():
        return False
    _lift(conversation, Speaker(shop_id=shop_id, side="auto"))
    return True


def require_unblocked(speaker: Speaker, conversation: Conversation) -> None:
    """Pass when the buyer of a locked conversation may write: a block whose time is over but
    that no sweep has lifted yet is no block. BlockedBuyer to the buyer, ChatBlocked to a
    colleague."""
    if not conversation.blocked:
        return
    block = _open_block(conversation).first()
    if block is not None and (block.until is None or block.until > now()):
        raise BlockedBuyer() if speaker.side == "buyer" else ChatBlocked()
    _lift(conversation, Speaker(shop_id=conversation.shop_id, side="auto"))


def _hold(thread: Conversation) -> Conversation:
    locked(Buyer.objects.filter(shop_id=thread.shop_id)).get(pk=thread.buyer_id)
    return locked_conversation(thread.shop_id, thread.pk)


def _open_block(conversation: Conversation) -> QuerySet[Block]:
    return Block.objects.filter(
        shop_id=conversation.shop_id, buyer_id=conversation.buyer_id, lifted_at__isnull=True
    )


def _lift(conversation: Conversation, actor: Speaker) -> RowShape:
    done = _open_block(conversation).update(lifted_at=now(), lifted_by_id=actor.member_id)
    if not done and not conversation.blocked:
        raise NotBlocked()
    conversation.blocked = False
    verb = "buyer.unblocked" if actor.is_agent else "buyer.block_ended"
    return _told(conversation, verb, actor, {})


def _told(
    conversation: Conversation, verb: str, actor: Speaker, data: Mapping[str, object]
) -> RowShape:
    save_conversation(conversation)
    member = actor.member_id and Membership.objects.select_related("user").get(pk=actor.member_id)
    record(
        shop_id=conversation.shop_id,
        actor=member.user if member else None,
        verb=verb,
        target=conversation,
        data={"target": conversation.buyer.name, **data},
    )
    row = row_shape(record_of(conversation))
    publish(conversation.shop_id, ConversationChanged(row=row))
    return row
