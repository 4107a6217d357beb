"""What the machine says to a buyer who waits: marked automatic, and counted in no human figure.

What is owed is asked of the data: a wait (`Conversation.unanswered_since`) whose moment has no
`AutomaticAnswer` row. So nothing is lost when a process dies after the buyer's message, and
nothing is said twice, whoever asks: the conversation is locked, and behind the lock stand two
unique keys, the row's and the entry's. A person's answer ends the wait under the same lock;
after it nothing is owed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import translation

from conversations.access import locked_if_free
from conversations.actions.recording import append_entry, save_conversation
from conversations.automatic.choosing import Choice, Slot, choose
from conversations.automatic.wording import said
from conversations.automatic_rules import EN, LANGUAGES, ON, ZH, name_of
from conversations.models import AutomaticAnswer, Conversation, Entry, EntryKind
from conversations.queries.automatic import Facts, due_slot, facts_of, in_english, owed, rules_of
from conversations.queries.automatic_words import values_of
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.webhooks import SENT, message_data, subject_of
from helpdesk.accounts.policies import policies_of
from helpdesk.integrations.actions.recording import record_event
from helpdesk.kernel.clock import now
from helpdesk.kernel.sweeping import for_each
from helpdesk.realtime.events import ConversationChanged, EntryAdded
from helpdesk.realtime.publish import publish

CLIENT_IDS = UUID("5f0d4f0e-7a0c-4a83-9a0e-2d3f5a6b7c81")

ROUND = 200
"""Moments that one look decides; the next takes the others."""


def answer_all_owed() -> int:
    """One look at all shops, whoever waits longest first; how many moments were decided."""
    return for_each(owed(now()), _answer_one, name="chat", most=ROUND)


def _answer_one(keys: tuple[int, int]) -> bool:
    shop_id, conversation_id = keys
    return answer_owed(shop_id=shop_id, conversation_id=conversation_id)


@transaction.atomic
def answer_owed(*, shop_id: int, conversation_id: int) -> bool:
    """Decide what is due in one chat, and say it; whether anything was decided.

    A chat that somebody works on at this moment is left to the next sweep: they may be
    answering. Safe twice, late and in parallel.
    """
    conversation = locked_if_free(shop_id, conversation_id)
    if conversation is None:
        return False
    policies = policies_of(shop_id)
    if not policies[ON]:
        return False
    moment = now()
    asked_at = conversation.unanswered_since
    slot, opening = due_slot(conversation, policies, now=moment)
    if slot is None or asked_at is None:
        return False
    facts = facts_of(conversation, policies, slot=slot, opening=opening, now=moment)
    choice = choose(facts.situation, rules_of(policies))
    words = _words(conversation, facts, choice, policies, moment)
    entry = _say(conversation, asked_at, slot, words) if words else None
    AutomaticAnswer.objects.create(
        shop_id=shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
        asked_at=asked_at,
        slot=slot,
        answer=choice.answer or "",
        why=choice.why,
        seq=entry.seq if entry else None,
        at=moment,
    )
    if entry is not None:
        _tell(conversation, entry)
    return True


def _words(
    conversation: Conversation,
    facts: Facts,
    choice: Choice,
    policies: dict[str, Any],
    moment: datetime,
) -> str:
    """The chosen answer as this buyer reads it; English for who writes English, where the shop
    wrote that."""
    if choice.answer is None:
        return ""
    held = policies[name_of(choice.answer)]
    language = EN if held[EN] and in_english(conversation) else ZH
    with translation.override(LANGUAGES[language]):
        values = values_of(conversation, facts, choice.answer, policies, now=moment)
        return said(held[language], values).words


def _say(conversation: Conversation, asked_at: datetime, slot: Slot, words: str) -> Entry:
    """Only the seq moves: the list goes on showing the buyer's words, the count of what nobody
    has seen and the wait stay as they are."""
    name = f"{conversation.shop_id}/{conversation.pk}/{asked_at.isoformat()}/{slot}"
    entry = append_entry(
        conversation=conversation,
        kind=EntryKind.MESSAGE,
        side="auto",
        text=words,
        author_name=conversation.shop.name[:64],
        client_id=uuid5(CLIENT_IDS, name),
    )
    save_conversation(conversation)
    return entry


def _tell(conversation: Conversation, entry: Entry) -> None:
    record_event(
        shop_id=conversation.shop_id,
        kind=SENT,
        data=message_data(entry),
        subject=subject_of(conversation.pk, entry.seq),
    )
    publish(
        conversation.shop_id,
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
        ConversationChanged(row=row_shape(record_of(conversation))),
    )
