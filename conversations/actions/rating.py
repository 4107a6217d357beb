"""A buyer says how a reception was: once, in time, and nobody changes it afterwards."""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from conversations.access import locked_conversation
from conversations.actions.recording import append_entry, save_conversation
from conversations.inside_errors import (
    CommentTooLong,
    RatingDone,
    RatingNotAsked,
    RatingOver,
    ScoreUnknown,
)
from conversations.models import Conversation, EntryKind, Rating, Score
from conversations.models.rating import COMMENT_LENGTH
from conversations.queries.entries import entry_shape_of
from conversations.queries.ratings import rating_shape
from conversations.queries.rows import record_of, row_shape
from helpdesk.accounts.audit import record
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import ConversationChanged, EntryAdded
from helpdesk.realtime.inside_events import RatingGiven
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RatingShape
from scripts_library.actions.counting import note_score


def give_rating(
    *, shop_id: int, conversation_id: int, session: int, score: int, comment: str
) -> RatingShape:
    """Store the buyer's word on one reception; score 0 is "rather not", and asks no more.

    Of two tabs at once the first wins. Raises RatingNotAsked, RatingOver, RatingDone,
    ScoreUnknown, CommentTooLong.
    """
    comment = comment.strip().replace("\x00", "")
    if score and score not in Score.values:
        raise ScoreUnknown()
    if len(comment) > COMMENT_LENGTH:
        raise CommentTooLong(length=len(comment), limit=COMMENT_LENGTH)
    with transaction.atomic():
        conversation = locked_conversation(shop_id, conversation_id)
        asked = Rating.objects.filter(
            shop_id=shop_id, conversation=conversation, session_number=session
        )
        if not _claim(asked, score, comment if score else ""):
            raise _why_not(asked)
        shape = rating_shape(asked.get())
        if score:
            _tell(conversation, score, comment)
            note_score(
                shop_id=shop_id,
                conversation_id=conversation.pk,
                session_number=session,
                score=score,
            )
        publish(shop_id, RatingGiven(conversation=conversation.pk, rating=shape))
    return shape


def _claim(asked: QuerySet[Rating], score: int, comment: str) -> bool:
    """One conditional write, so that two can never both succeed."""
    free = asked.filter(score__isnull=True, expires_at__gt=now())
    if not score:
        return bool(free.filter(declined_at__isnull=True).update(declined_at=now()))
    return bool(free.update(score=score, comment=comment, rated_at=now()))


def _why_not(asked: QuerySet[Rating]) -> Exception:
    rating = asked.first()
    if rating is None:
        return RatingNotAsked()
    if rating.score is None and rating.expires_at <= now():
        return RatingOver()
    return RatingDone()


def _tell(conversation: Conversation, score: int, comment: str) -> None:
    """The line in the thread, which both sides see, and the record."""
    entry = append_entry(
        conversation=conversation,
        kind=EntryKind.SYSTEM,
        side="system",
        text=f"session.rated.{score}" + (f"\n{comment}" if comment else ""),
    )
    save_conversation(conversation)
    with override(settings.LANGUAGE_CODE):  # the record is the shop's, not the buyer's
        words = str(Score(score).label)
    record(
        shop_id=conversation.shop_id,
        actor=None,
        actor_name=conversation.buyer.name,
        verb="rating.given",
        target=conversation,
        data={"score": score, "words": words},
    )
    publish(
        conversation.shop_id,
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
        ConversationChanged(row=row_shape(record_of(conversation))),
    )
