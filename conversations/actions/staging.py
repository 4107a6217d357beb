"""The stage of a reception: derived when it opens, corrected by whoever knows better."""

from django.db import transaction

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.actions.recording import save_conversation
from conversations.inside_errors import StageUnknown
from conversations.models import ChatSession, Conversation, Stage
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.queries.buyer_stage import stage_of_buyer
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape


def derived_stage(conversation: Conversation) -> str:
    """Where the buyer's orders say they are (policy ``chat.after_sale_days``)."""
    return stage_of_buyer(
        shop_id=conversation.shop_id,
        buyer_id=conversation.buyer_id,
        after_sale_days=int(value_of(conversation.shop_id, "chat.after_sale_days")),
    )


def set_stage(*, actor: Speaker, conversation_id: int, stage: str) -> RowShape:
    """The latest reception is in this stage; the same again changes nothing."""
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        if stage not in Stage.values:
            raise StageUnknown()
        if conversation.stage == stage:
            return row_shape(record_of(conversation))
        before, conversation.stage = conversation.stage, stage
        ChatSession.objects.filter(
            conversation=conversation, number=conversation.session_number
        ).update(stage=stage)
        save_conversation(conversation)
        record_by(
            actor,
            "session.staged",
            conversation,
            session=conversation.session_number,
            before=str(Stage(before).label),
            after=str(Stage(stage).label),
        )
        row = row_shape(record_of(conversation))
        publish(actor.shop_id, ConversationChanged(row=row))
    return row
