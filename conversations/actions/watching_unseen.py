"""A supervisor begins to read along without being shown to anybody. It is always on record."""

from uuid import UUID

from django.db import transaction

from conversations.access import conversation_of
from conversations.actions.giving import audit_step
from conversations.models import Watching
from conversations.rights import require_right
from conversations.speaker import Speaker
from helpdesk.kernel.clock import now


@transaction.atomic
def begin_watching(*, actor: Speaker, conversation_id: int, watching: UUID) -> None:
    """One entry a watching: the same ``watching`` again, after a broken line, adds none.

    ConversationNotFound for a stranger, PermissionRefused for an insider without the right.
    """
    conversation = conversation_of(actor.shop_id, conversation_id)
    require_right(actor, "floor.oversee")
    _, begun = Watching.objects.get_or_create(
        shop_id=actor.shop_id,
        member_id=actor.member_id,
        conversation=conversation,
        watching=watching,
        defaults={"at": now()},
    )
    if begun:
        audit_step(actor, conversation, "chat.watched")
