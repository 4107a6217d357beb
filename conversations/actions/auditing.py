"""The record of what a colleague did with a thread."""

from conversations.models import Conversation
from conversations.speaker import Speaker
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership


def record_by(actor: Speaker, verb: str, conversation: Conversation, **data: object) -> None:
    """One entry in the caller's transaction; without a member it was the machine."""
    record(
        shop_id=actor.shop_id,
        actor=None
        if actor.member_id is None
        else Membership.objects.select_related("user").get(pk=actor.member_id).user,
        verb=verb,
        target=conversation,
        data=data,
    )
