"""A visitor's first words make their buyer and their thread."""

from django.db import transaction

from conversations.models import Conversation, SessionState
from helpdesk.commerce.actions.buyers import buyer_for_visitor
from helpdesk.kernel.clock import now


def start_conversation(*, shop_id: int, visitor_key: str) -> Conversation:
    """The thread behind a visitor's token, made on the first call; safe when called twice."""
    with transaction.atomic():
        buyer = buyer_for_visitor(shop_id=shop_id, visitor_key=visitor_key)
        conversation, _ = Conversation.objects.get_or_create(
            shop_id=shop_id,
            buyer=buyer,
            defaults={"last_at": now(), "state": SessionState.FINISHED},
        )
    return conversation
