"""A case's card in its buyer's chat, said by the machine: marked automatic, in no human figure."""

from uuid import UUID, uuid5

from conversations.actions.recording import append_entry, save_conversation
from conversations.card_words import words_of
from conversations.case_cards import CaseCard
from conversations.models import Card, CardKind, CardState, Conversation, Entry, EntryKind
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.webhooks import SENT, message_data, subject_of
from helpdesk.integrations.actions.recording import record_event
from helpdesk.realtime.events import ConversationChanged, EntryAdded
from helpdesk.realtime.publish import publish

CLIENT_IDS = UUID("c2b6a6de-9a53-4a0b-8f0e-54a7d1a3f7e2")


def append_case_card(*, conversation: Conversation, card: CaseCard, once: str) -> Entry:
    """Into a locked conversation, at most once for each ``once``.

    Only the seq moves, as with the other automatic answers: what the list shows, what nobody has
    seen and who waits stay as they are.
    """
    shop_id = conversation.shop_id
    entry = append_entry(
        conversation=conversation,
        kind=EntryKind.CARD,
        side="auto",
        text=words_of(card.body),
        author_name=conversation.shop.name[:64],
        client_id=uuid5(CLIENT_IDS, f"{shop_id}/{once}"),
        card=card.body,
    )
    Card.objects.create(
        shop_id=shop_id,
        conversation_id=conversation.pk,
        seq=entry.seq,
        kind=CardKind.CASE,
        state=CardState.SENT,
        order_id=card.order_id,
        case_key=card.key,
        asked_at=entry.at,
    )
    save_conversation(conversation)
    record_event(
        shop_id=shop_id,
        kind=SENT,
        data={**message_data(entry), "card": "case"},
        subject=subject_of(conversation.pk, entry.seq),
    )
    publish(
        shop_id,
        EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
        ConversationChanged(row=row_shape(record_of(conversation))),
    )
    return entry
