"""The chats that a script can be tried on while it is written."""

from collections.abc import Sequence

from conversations.access import conversation_of
from conversations.models import Conversation
from helpdesk.accounts.models import Membership
from scripts_library.previews import Subject, register_subjects

SHOWN = 20


def latest_chats(membership: Membership) -> Sequence[Subject]:
    """The shop's latest, with the buyer's name."""
    rows = Conversation.objects.filter(shop_id=membership.shop_id).order_by("-last_at", "-pk")
    named = rows.values_list("pk", "buyer__name")[:SHOWN]
    return [Subject(pk, name) for pk, name in named]


def one_chat(membership: Membership, conversation_id: int) -> Subject:
    """A chat of the member's shop, or ConversationNotFound."""
    found = conversation_of(membership.shop_id, conversation_id)
    return Subject(found.pk, found.buyer.name)


def register() -> None:
    """Called once at start."""
    register_subjects(latest_chats, one_chat)
