"""What the guard stopped is asked about, and a supervisor says whether it was right."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from conversations.access import conversation_of
from conversations.actions.auditing import record_by
from conversations.actions.guarding import judged
from conversations.actions.noting import add_note
from conversations.guard_errors import NothingToAppeal, VerdictMissing
from conversations.models import (
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

RIGHT = "guard.manage"


@transaction.atomic
def appeal_block(*, speaker: Speaker, conversation_id: int, text: str) -> GuardAppeal:
    """Ask the supervisors about words that the guard blocks. The same words in the same chat are
    one appeal. Raises NothingToAppeal where they are not blocked, ConversationNotFound."""
    words = checked_message(text)
    conversation = conversation_of(speaker.shop_id, conversation_id)
    hits = [hit for hit in judged(speaker.shop_id, words).hits if hit.level == GuardLevel.BLOCK]
    if not hits:
        raise NothingToAppeal()
    record, _new = GuardRecord.objects.get_or_create(
        shop_id=speaker.shop_id,
        conversation_id=conversation.pk,
        client_id=_key(speaker.member, conversation.pk, words),
        level=GuardLevel.BLOCK,
        defaults={
            "member_id": speaker.member,
            "classes": sorted({hit.about for hit in hits}),
            "at": now(),
        },
    )
    appeal, new = GuardAppeal.objects.get_or_create(
        record=record,
        defaults={"shop_id": speaker.shop_id, "words": mask_people(words), "at": now()},
    )
    if new:
        record_by(speaker, "guard.appealed", conversation)
    return appeal


@transaction.atomic
def give_verdict(*, actor: Membership, record_id: int, verdict: str, answer: str) -> GuardVerdict:
    """Say whether the guard was right; whoever appealed hears it as a note that names them.

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
        add_note(
            actor=speaker,
            conversation_id=record.conversation_id,
            client_id=uuid5(NAMESPACE_OID, f"verdict-{given.pk}-{given.at.isoformat()}"),
            text=_told(given, appeal, record.member.public_name),
            anchor=record.conversation.last_seq,
        )
    return given


def _told(given: GuardVerdict, appeal: GuardAppeal, name: str) -> str:
    words = appeal.words if len(appeal.words) <= 60 else f"{appeal.words[:60]}…"
    if given.verdict == Verdict.RIGHT:
        told = _("@%(name)s 申诉看过了，这句还是别发：「%(words)s」") % {
            "name": name,
            "words": words,
        }
    else:
        told = _("@%(name)s 申诉看过了，是拦错了，规则这就改：「%(words)s」") % {
            "name": name,
            "words": words,
        }
    return f"{told} {given.answer}".strip()


def _key(member_id: int, conversation_id: int, words: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"appeal-{member_id}-{conversation_id}-{words}")
