"""The record of what somebody did with a thread."""

from conversations.models import Conversation
from conversations.speaker import Speaker
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership


def record_by(actor: Speaker | None, verb: str, conversation: Conversation, **data: object) -> None:
    """One entry in the caller's transaction; without an actor or a member it was the machine."""
    record(
        shop_id=conversation.shop_id,
        actor=None
        if actor is None or actor.member_id is None
        else Membership.objects.select_related("user").get(pk=actor.member_id).user,
        verb=verb,
        target=conversation,
        data=data,
    )
