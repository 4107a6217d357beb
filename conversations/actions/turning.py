"""Turns that end otherwise than by an answer, or whose answer is taken back.

The ordinary end of one is written by the statement that stores the answer (`sending_sql.py`).
All of it works under the conversation's lock.
"""

from datetime import datetime

from django.db.models import Max, QuerySet

from conversations.models import (
    SPOKEN,
    ChatSession,
    Conversation,
    Entry,
    EntryKind,
    EntrySide,
    Turn,
)


def leave_unanswered(conversation: Conversation, moment: datetime) -> None:
    """The reception ends and the buyer waits no longer; that nobody answered stays on record."""
    asked_at = conversation.unanswered_since
    if asked_at is not None:
        Turn.objects.create(
            shop_id=conversation.shop_id,
            conversation=conversation,
            session_number=conversation.session_number,
            asked_at=asked_at,
            ended_at=max(moment, asked_at),
            member_id=conversation.owner_id,
        )
    conversation.unanswered_since = None


def wait_again(conversation: Conversation, session: int) -> None:
    """The end of this reception is taken back: a buyer whom it left unanswered waits as before."""
    left = _unanswered(conversation, session)
    turn = left.order_by("asked_at").first()
    if turn is not None:
        conversation.unanswered_since = turn.asked_at
        left.delete()


def take_back_answer(conversation: Conversation, seq: int) -> None:
    """The answer with this seq was recalled: the turn ends with the next one of the reception;
    where there is none it has not ended, or ended unanswered if the reception is over.

    A question between the two belongs to the same wait: its own turn goes.
    """
    turns = Turn.objects.filter(shop_id=conversation.shop_id, conversation=conversation)
    turn = turns.filter(answer_seq=seq).first()
    if turn is None:
        return
    answer = _next_answer(conversation, turn.session_number, seq)
    if answer is None:
        _leave_open(conversation, turn)
        return
    turns.filter(answer_seq=answer.seq).delete()
    turn.answer_seq, turn.member_id = answer.seq, answer.author_id
    turn.ended_at = max(answer.at, turn.asked_at)
    turn.save(update_fields=["answer_seq", "member", "ended_at"])


def take_back_question(conversation: Conversation, session: int) -> None:
    """The buyer has recalled a question. Where the reception had ended unanswered, they asked with
    the first one that stands; where none stands they asked nothing."""
    left = _unanswered(conversation, session).order_by("asked_at").first()
    if left is None:
        return
    said = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        session_number=session,
        kind__in=SPOKEN,
        recalled=False,
    )
    answered = said.filter(side=EntrySide.AGENT).aggregate(seq=Max("seq"))["seq"] or 0
    asked = said.filter(side=EntrySide.BUYER, seq__gt=answered)
    first = asked.exclude(kind=EntryKind.ANSWER, card__says="right").order_by("seq").first()
    if first is None:
        left.delete()
    elif first.at > left.asked_at:
        left.asked_at = first.at
        left.save(update_fields=["asked_at"])


def _unanswered(conversation: Conversation, session: int) -> QuerySet[Turn]:
    return Turn.objects.filter(
        shop_id=conversation.shop_id,
        conversation=conversation,
        session_number=session,
        answer_seq__isnull=True,
    )


def _leave_open(conversation: Conversation, turn: Turn) -> None:
    session = ChatSession.objects.get(conversation=conversation, number=turn.session_number)
    if session.finished_at is None:
        turn.delete()
        return
    _unanswered(conversation, turn.session_number).delete()  # what came after is the same wait
    turn.answer_seq, turn.is_first = None, False
    turn.ended_at = max(session.finished_at, turn.asked_at)
    turn.save(update_fields=["answer_seq", "is_first", "ended_at"])


def _next_answer(conversation: Conversation, session: int, seq: int) -> Entry | None:
    return (
        Entry.objects.filter(
            shop_id=conversation.shop_id,
            conversation_id=conversation.pk,
            session_number=session,
            side=EntrySide.AGENT,
            kind__in=SPOKEN,
            recalled=False,
            seq__gt=seq,
        )
        .order_by("seq")
        .first()
    )
