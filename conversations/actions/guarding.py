"""The guard of wording decides over an agent's message before it is stored."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from conversations.access import conversation_of
from conversations.actions.auditing import record_by
from conversations.actions.releasing import open_release, use_release
from conversations.guard_errors import GuardBlocked, GuardWarned, SettingBlocked
from conversations.guard_rules import BLOCK, WARN
from conversations.models import Entry, GuardLevel, GuardRecord, GuardRelease
from conversations.speaker import Speaker
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from scripts_library.guard.verdict import Hit, Verdict
from scripts_library.guard_shops import guard_of

DECIDED = {GuardLevel.BLOCK.value: BLOCK, GuardLevel.WARN.value: WARN}
"""The levels that stop a message, the gravest first, and the shop's rule for each."""


@dataclass(frozen=True, slots=True)
class Minded:
    """What the guard minded in a message that goes all the same: the agent has seen the warning,
    or a supervisor let the words go."""

    verdict: Verdict
    release: GuardRelease | None = None


def judged(shop_id: int, text: str) -> Verdict:
    """The shop's verdict with its reasons in the reader's language."""
    reader = "en" if (get_language() or "").startswith("en") else "zh"
    return guard_of(shop_id).check(text, language=reader)


def passes(shop_id: int, text: str) -> bool:
    """Whether the guard, as the shop has it, could not stop these words: then nothing is asked."""
    return judged(shop_id, text).level not in DECIDED


def guard_message(
    *, speaker: Speaker, conversation_id: int, client_id: UUID, text: str, seen: bool
) -> Minded | None:
    """What the message is sent past; None where nothing stands in the way.

    A message that is stored already is no question of wording any more. Raises GuardWarned until
    the agent has ``seen`` it, GuardBlocked whatever they have seen, unless a supervisor let these
    words go; ConversationNotFound.
    """
    verdict = judged(speaker.shop_id, text) if speaker.is_agent else None
    if verdict is None or verdict.level not in DECIDED:
        return None
    conversation = conversation_of(speaker.shop_id, conversation_id)
    verdict = _at_levels_on(speaker.shop_id, verdict)
    if verdict is None or _stored(speaker, conversation_id, client_id):
        return None
    if verdict.level == GuardLevel.BLOCK:
        release = open_release(speaker=speaker, conversation=conversation, text=text)
        if release is not None:
            return Minded(verdict, release)
        _keep(speaker, conversation_id, client_id, verdict, seq=None)
        raise GuardBlocked(verdict)
    if not seen:
        raise GuardWarned(verdict)
    return Minded(verdict)


def blocked_in(shop_id: int, text: str) -> Hit | None:
    """What the shop lets nobody say, in a text that goes out by itself."""
    hits = [hit for hit in judged(shop_id, text).hits if hit.level == GuardLevel.BLOCK]
    return hits[0] if hits and value_of(shop_id, BLOCK) else None


def guard_setting(shop_id: int, text: str) -> None:
    """SettingBlocked for what the shop lets nobody say: nobody reads it again before it goes."""
    hit = blocked_in(shop_id, text)
    if hit is not None:
        raise SettingBlocked(text=hit.text, why=hit.why, rewrite=hit.rewrite)


def guard_outside_chat(*, shop_id: int, text: str, seen: bool) -> Verdict | None:
    """What stands beside a chat for a buyer to read, a reason on the page of a case, say: as in a
    message, but nobody lets such words go. The warning that it is sent past, for the record.

    Raises GuardBlocked, and GuardWarned until the writer has ``seen`` it.
    """
    verdict = _at_levels_on(shop_id, judged(shop_id, text))
    if verdict is not None and verdict.level == GuardLevel.BLOCK:
        raise GuardBlocked(verdict)
    if verdict is not None and not seen:
        raise GuardWarned(verdict)
    return verdict


def _at_levels_on(shop_id: int, verdict: Verdict) -> Verdict | None:
    """The hits of the gravest level that the shop has the guard stop; None where there are none."""
    for level, name in DECIDED.items():
        hits = tuple(hit for hit in verdict.hits if hit.level == level)
        if hits and value_of(shop_id, name):
            return Verdict(level, hits)
    return None


def record_sent_anyway(
    *, speaker: Speaker, conversation_id: int, client_id: UUID, minded: Minded, seq: int
) -> None:
    """In the transaction that stores the message. Raises GuardBlocked where what let the words go
    was used or taken back meanwhile, or belongs to an earlier reception: nothing is stored then."""
    if minded.release is None:
        _keep(speaker, conversation_id, client_id, minded.verdict, seq=seq)
    elif not use_release(speaker=speaker, release=minded.release, seq=seq):
        raise GuardBlocked(minded.verdict)


def _stored(speaker: Speaker, conversation_id: int, client_id: UUID) -> bool:
    return Entry.objects.filter(
        shop_id=speaker.shop_id, conversation_id=conversation_id, client_id=client_id
    ).exists()


@transaction.atomic
def _keep(
    speaker: Speaker, conversation_id: int, client_id: UUID, verdict: Verdict, *, seq: int | None
) -> None:
    """Record and audit entry, once for a message however often it is tried."""
    _kept, new = GuardRecord.objects.get_or_create(
        shop_id=speaker.shop_id,
        conversation_id=conversation_id,
        client_id=client_id,
        level=verdict.level,
        defaults={
            "member_id": speaker.member,
            "seq": seq,
            "classes": sorted({hit.about for hit in verdict.hits}),
            "at": now(),
        },
    )
    if new:
        verb = "guard.sent_anyway" if seq is not None else "guard.blocked"
        record_by(speaker, verb, conversation_of(speaker.shop_id, conversation_id))
