"""Blocked words that a supervisor let go: exactly these, once, while the reception lasts."""

from datetime import datetime

from conversations.access import conversation_of
from conversations.actions.auditing import record_by
from conversations.guard_digests import digests_of
from conversations.models import (
    Conversation,
    Entry,
    GuardAppeal,
    GuardRecord,
    GuardRelease,
    SessionState,
)
from conversations.speaker import Speaker
from helpdesk.kernel.clock import now


def session_of_next_words(conversation: Conversation) -> int:
    """The reception in which the next message will stand: the one that lasts, else the next."""
    is_over = conversation.state == SessionState.FINISHED
    return conversation.session_number + (1 if is_over else 0)


def release_locked(
    *, record: GuardRecord, appeal: GuardAppeal, conversation: Conversation, at: datetime
) -> GuardRelease | None:
    """Let the words of an appeal go once; None where the reception that it is about is over, or the
    words were asked about before they could be told again. Whoever calls holds the conversation."""
    if appeal.session_number != session_of_next_words(conversation) or appeal.digest is None:
        return None
    found, _new = GuardRelease.objects.get_or_create(
        appeal=appeal,
        defaults={
            "shop_id": record.shop_id,
            "conversation": conversation,
            "member_id": record.member_id,
            "session_number": appeal.session_number,
            "digest": bytes(appeal.digest),
            "at": at,
        },
    )
    return found


def take_back_release(appeal: GuardAppeal) -> None:
    """A second verdict says otherwise: what was not sent yet does not go any more."""
    GuardRelease.objects.filter(
        shop_id=appeal.shop_id, appeal=appeal, used_at__isnull=True
    ).delete()


def open_release(*, speaker: Speaker, conversation: Conversation, text: str) -> GuardRelease | None:
    """What lets this agent say these words in this chat now."""
    return GuardRelease.objects.filter(
        shop_id=speaker.shop_id,
        conversation=conversation,
        member_id=speaker.member,
        session_number=session_of_next_words(conversation),
        digest__in=digests_of(speaker.shop_id, text),
        used_at__isnull=True,
    ).first()


def use_release(*, speaker: Speaker, release: GuardRelease, seq: int) -> bool:
    """In the transaction that stored the message under ``seq``; False where it is no longer open.
    The same message told twice uses it once."""
    session = Entry.objects.values_list("session_number", flat=True).get(
        shop_id=release.shop_id, conversation_id=release.conversation_id, seq=seq
    )
    mine = GuardRelease.objects.filter(
        shop_id=release.shop_id, pk=release.pk, session_number=session
    )
    moment = now()
    if not mine.filter(used_at__isnull=True).update(seq=seq, used_at=moment):
        return mine.filter(seq=seq).exists()
    GuardAppeal.objects.filter(shop_id=release.shop_id, pk=release.appeal_id).update(
        closed_at=moment
    )
    record_by(
        speaker, "guard.sent_released", conversation_of(release.shop_id, release.conversation_id)
    )
    return True
