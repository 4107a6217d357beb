"""What the guard stopped is asked about, and a supervisor says whether it was right."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.actions.guarding import judged
from conversations.actions.noting import add_note
from conversations.actions.releasing import (
    release_locked,
    session_of_next_words,
    take_back_release,
)
from conversations.guard_digests import digest_of, is_of
from conversations.guard_errors import NothingToAppeal, VerdictMissing
from conversations.models import (
    Conversation,
    GuardAppeal,
    GuardLevel,
    GuardRecord,
    GuardVerdict,
    Verdict,
)
from conversations.models.guard_appeal import ANSWER_LENGTH
from conversations.speaker import Speaker, agent_of
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.number_masks import mask_people
from helpdesk.kernel.text import checked_message
from helpdesk.realtime.inside_events import GuardAnswered
from helpdesk.realtime.publish import publish

RIGHT = "guard.manage"


@transaction.atomic
def appeal_block(*, speaker: Speaker, conversation_id: int, text: str) -> GuardAppeal:
    """Ask the supervisors about words that the guard blocks. The same words in the same
    reception are one appeal, until it was used or put away. Raises NothingToAppeal where they are
    not blocked, ConversationNotFound."""
    words = checked_message(text)
    conversation = locked_conversation(speaker.shop_id, conversation_id)
    hits = [hit for hit in judged(speaker.shop_id, words).hits if hit.level == GuardLevel.BLOCK]
    if not hits:
        raise NothingToAppeal()
    asked_before = _appeals_of(speaker, conversation.pk).filter(closed_at__isnull=False)
    times = sum(is_of(speaker.shop_id, words, one.digest) for one in asked_before)
    record, _new = GuardRecord.objects.get_or_create(
        shop_id=speaker.shop_id,
        conversation_id=conversation.pk,
        client_id=_key(speaker.member, conversation, words, times),
        level=GuardLevel.BLOCK,
        defaults={
            "member_id": speaker.member,
            "classes": sorted({hit.about for hit in hits}),
            "at": now(),
        },
    )
    appeal, new = GuardAppeal.objects.get_or_create(
        record=record,
        defaults={
            "shop_id": speaker.shop_id,
            "words": mask_people(words),
            "digest": digest_of(speaker.shop_id, words),
            "session_number": session_of_next_words(conversation),
            "at": now(),
        },
    )
    if new:
        record_by(speaker, "guard.appealed", conversation)
    return appeal


@transaction.atomic
def give_verdict(*, actor: Membership, record_id: int, verdict: str, answer: str) -> GuardVerdict:
    """Say whether the guard was right; whoever appealed hears it at once and in a note that names
    them. Where it was wrong, the words of an appeal may go once while the reception lasts.

    A second verdict replaces the first; the record of deeds keeps both. Raises NotFound,
    VerdictMissing.
    """
    require(actor, RIGHT)
    record = (
        GuardRecord.objects.select_related("member", "conversation")
        .filter(shop_id=actor.shop_id, pk=record_id)
        .first()
    )
    if record is None:
        raise NotFound()
    if verdict not in Verdict.values:
        raise VerdictMissing()
    conversation = locked_conversation(actor.shop_id, record.conversation_id)
    said = " ".join(answer.replace("\x00", "").split())[:ANSWER_LENGTH]
    given, _new = GuardVerdict.objects.update_or_create(
        record=record,
        defaults={
            "shop_id": actor.shop_id,
            "verdict": verdict,
            "answer": said,
            "member": actor,
            "at": now(),
        },
    )
    speaker = agent_of(actor)
    record_by(
        speaker, "guard.judged", record.conversation, verdict=str(given.get_verdict_display())
    )
    appeal = GuardAppeal.objects.filter(shop_id=actor.shop_id, record=record).first()
    if appeal is not None:
        release = None
        GuardAppeal.objects.filter(
            shop_id=actor.shop_id, pk=appeal.pk, release__used_at__isnull=True
        ).update(closed_at=None)
        if given.verdict == Verdict.WRONG:
            release = release_locked(
                record=record, appeal=appeal, conversation=conversation, at=given.at
            )
            if release is not None and release.used_at is None:
                record_by(speaker, "guard.released", conversation)
        else:
            take_back_release(appeal)
        publish(actor.shop_id, GuardAnswered(conversation=conversation.pk, member=record.member_id))
        add_note(
            actor=speaker,
            conversation_id=record.conversation_id,
            client_id=uuid5(NAMESPACE_OID, f"verdict-{given.pk}-{given.at.isoformat()}"),
            text=_told(given, appeal, record.member.public_name, release is not None),
            anchor=conversation.last_seq,
        )
    return given


@transaction.atomic
def close_appeal(*, speaker: Speaker, appeal_id: int) -> None:
    """Whoever asked has read the answer and puts it away; again changes nothing. NotFound."""
    mine = GuardAppeal.objects.filter(
        shop_id=speaker.shop_id, pk=appeal_id, record__member_id=speaker.member
    )
    if not mine.filter(closed_at__isnull=True).update(closed_at=now()) and not mine.exists():
        raise NotFound()


def _appeals_of(speaker: Speaker, conversation_id: int) -> QuerySet[GuardAppeal]:
    return GuardAppeal.objects.filter(
        shop_id=speaker.shop_id,
        record__member_id=speaker.member,
        record__conversation_id=conversation_id,
    )


def _told(given: GuardVerdict, appeal: GuardAppeal, name: str, released: bool) -> str:
    words = appeal.words if len(appeal.words) <= 60 else f"{appeal.words[:60]}…"
    if given.verdict == Verdict.RIGHT:
        told = _("@%(name)s 申诉看过了，这句还是别发：「%(words)s」") % {
            "name": name,
            "words": words,
        }
    elif released:
        told = _("@%(name)s 申诉看过了，是拦错了，这句可以照原话发一次：「%(words)s」") % {
            "name": name,
            "words": words,
        }
    else:
        told = _("@%(name)s 申诉看过了，是拦错了；接待已经结束，没有放行：「%(words)s」") % {
            "name": name,
            "words": words,
        }
    return f"{told} {given.answer}".strip()


def _key(member_id: int, conversation: Conversation, words: str, times: int) -> UUID:
    """The same for the same words in one reception, until the answer was used or put away."""
    where = f"{conversation.pk}-{session_of_next_words(conversation)}-{times}"
    return uuid5(NAMESPACE_OID, f"appeal-{member_id}-{where}-{words}")
