"""A pre-sale question was asked: ticked for everybody who takes this reception."""

from django.db import transaction
from django.db.models import QuerySet

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.models import AskedQuestion, Conversation
from conversations.models.asked_question import ANSWER_LENGTH
from conversations.speaker import Speaker
from helpdesk.kernel.clock import now
from helpdesk.kernel.number_masks import mask_people
from helpdesk.realtime.knowledge_events import QuestionTicked
from helpdesk.realtime.publish import publish
from scripts_library.knowledge.queries.questions import question_of


@transaction.atomic
def tick_question(
    *, actor: Speaker, conversation_id: int, category: str, key: str, answer: str = ""
) -> AskedQuestion:
    """It was asked in this reception, and this is what the buyer said, if anything. Again with
    other words takes those; twice the same changes nothing. QuestionGone, ConversationNotFound.

    Phone numbers and the like are masked: the answer is read by everybody at the desk.
    """
    conversation = locked_conversation(actor.shop_id, conversation_id)
    answer = mask_people(" ".join(answer.replace("\x00", "").split()))[:ANSWER_LENGTH]
    ask = question_of(actor.shop_id, category, key)["ask"]
    row = _rows(conversation).filter(key=key).first()
    if row is not None and (row.answer == answer or not answer):
        return row
    if row is None:
        row = AskedQuestion(
            shop_id=actor.shop_id,
            conversation=conversation,
            session_number=conversation.session_number,
            key=key,
        )
        record_by(actor, "question.asked", conversation, ask=ask)
    row.ask, row.answer, row.member_id, row.at = ask, answer, actor.member, now()
    row.save()
    publish(actor.shop_id, QuestionTicked(conversation=conversation.pk))
    return row


@transaction.atomic
def untick_question(*, actor: Speaker, conversation_id: int, key: str) -> None:
    """It was not asked after all; twice changes nothing. ConversationNotFound."""
    conversation = locked_conversation(actor.shop_id, conversation_id)
    row = _rows(conversation).filter(key=key).first()
    if row is None:
        return
    row.delete()
    record_by(actor, "question.put_back", conversation, ask=row.ask)
    publish(actor.shop_id, QuestionTicked(conversation=conversation.pk))


def _rows(conversation: Conversation) -> QuerySet[AskedQuestion]:
    return AskedQuestion.objects.filter(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
    )
