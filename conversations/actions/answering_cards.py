"""The buyer answers the question whether an address is right.

Nothing of the order is changed by it: what is to be different becomes a proposal beside the
order, for a person of the shop (`handling_changes.py`).
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import pgettext

from conversations.access import address_card, locked_conversation
from conversations.actions.blocking import require_unblocked
from conversations.actions.recording import append_entry, save_conversation
from conversations.actions.sending import sent_before
from conversations.actions.sessions import open_session
from conversations.actions.stored import Sent
from conversations.address_change import Change, checked_change
from conversations.card_errors import CardAnswered, CardRecalled, CardSuperseded
from conversations.card_wishes import sealed_wish
from conversations.card_words import code_of, words_of
from conversations.errors import ClientIdTaken
from conversations.models import (
    Card,
    CardState,
    Conversation,
    Entry,
    EntryKind,
    SessionState,
)
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from conversations.webhooks import ANSWERED, answer_data
from helpdesk.accounts.audit import record
from helpdesk.commerce.models import Order
from helpdesk.integrations.actions.recording import record_event
from helpdesk.kernel.errors import NotAllowed
from helpdesk.kernel.text import preview
from helpdesk.realtime.events import ConversationChanged, EntryAdded, Event
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import AnswerShape, Says


def answer_card(
    *,
    speaker: Speaker,
    conversation_id: int,
    seq: int,
    client_id: UUID,
    says: Says,
    change: Change | None = None,
) -> Sent:
    """Store the buyer's answer to an address card for good and announce it.

    One answer counts; the same `client_id` again answers with it. A wish for a change is waited
    for like a message and opens the next session where the last is over; a plain yes does
    neither. Raises CardNotFound, CardAnswered, CardSuperseded, CardRecalled, ChangeEmpty,
    ChangeWrong, BlockedBuyer, ClientIdTaken, ConversationNotFound.
    """
    if speaker.side != "buyer":
        raise NotAllowed()
    wanted = checked_change(change or Change()) if says == "change" else Change()
    with transaction.atomic():
        conversation = locked_conversation(speaker.shop_id, conversation_id)
        known = sent_before(speaker, conversation_id, client_id, EntryKind.ANSWER)
        if known is not None:
            return _first(known, conversation, seq)
        require_unblocked(speaker, conversation)
        card = _open_card(conversation, seq)
        events: list[Event] = []
        if says == "change" and conversation.state == SessionState.FINISHED:
            events += open_session(speaker=speaker, conversation=conversation)
        body = _body(says, wanted, _question(conversation, seq))
        entry = append_entry(
            conversation=conversation,
            kind=EntryKind.ANSWER,
            side="buyer",
            text=words_of(body),
            client_id=client_id,
            target=seq,
            card=body,
        )
        _settle(card, says, wanted, entry)
        _settle_list_line(conversation, entry, body)
        save_conversation(conversation)
        record(
            shop_id=speaker.shop_id,
            actor=None,
            verb="address.confirmed" if says == "right" else "address.change_asked",
            target=conversation,
            data={"order": body["tail"], "seq": seq, "side": "buyer"},
        )
        record_event(
            shop_id=speaker.shop_id,
            kind=ANSWERED,
            data=answer_data(entry, body, _order_number(card)),
        )
        publish(
            speaker.shop_id,
            *events,
            EntryAdded(conversation=conversation.pk, entry=entry_shape_of(entry)),
            ConversationChanged(row=row_shape(record_of(conversation))),
        )
    return Sent(entry.seq, entry.at, entry.session_number, duplicate=False)


def _first(known: Sent, conversation: Conversation, seq: int) -> Sent:
    stored = Entry.objects.get(
        shop_id=conversation.shop_id, conversation_id=conversation.pk, seq=known.seq
    )
    if stored.target != seq:
        raise ClientIdTaken()
    return known


def _open_card(conversation: Conversation, seq: int) -> Card:
    card = address_card(conversation, seq)
    if card.state == CardState.RECALLED:
        raise CardRecalled()
    if card.state == CardState.SUPERSEDED:
        raise CardSuperseded()
    if card.state != CardState.WAITING:
        raise CardAnswered(said=_said(card))
    return card


def _said(card: Card) -> str:
    if card.state == CardState.RIGHT:
        return pgettext("answer", "地址没错")
    return pgettext("answer", "要改")


def _question(conversation: Conversation, seq: int) -> dict[str, str]:
    asked = Entry.objects.get(
        shop_id=conversation.shop_id, conversation_id=conversation.pk, seq=seq
    )
    return {"tail": (asked.card or {})["tail"], "title": asked.text}


def _order_number(card: Card) -> str:
    return Order.objects.values_list("number", flat=True).get(
        shop_id=card.shop_id, pk=card.order_id or 0
    )


def _body(says: Says, wanted: Change, question: dict[str, str]) -> AnswerShape:
    shown = wanted.masked
    return {
        "type": "answer",
        "says": says,
        "tail": question["tail"],
        "title": question["title"],
        "receiver": shown.name,
        "phone": shown.phone,
        "address": shown.address,
        "words": shown.words,
    }


def _settle(card: Card, says: Says, wanted: Change, entry: Entry) -> None:
    """Which answer it was, and in full what is to be different.

    CardSuperseded where the same question was asked in another thread of the order's buyer just
    now: whoever asks it holds that thread and the order, and not this thread.
    """
    waiting = Card.objects.filter(
        shop_id=card.shop_id,
        conversation_id=card.conversation_id,
        seq=card.seq,
        state=CardState.WAITING,
    )
    settled = waiting.update(
        state=CardState.RIGHT if says == "right" else CardState.CHANGE,
        answer_seq=entry.seq,
        answered_at=entry.at,
        wish_sealed=None if wanted == Change() else sealed_wish(card, wanted),
    )
    if not settled:
        raise CardSuperseded()


def _settle_list_line(conversation: Conversation, entry: Entry, body: AnswerShape) -> None:
    conversation.last_text = preview(entry.text)
    conversation.last_card = code_of(body)
    conversation.last_side = "buyer"
    conversation.last_at = entry.at
    if conversation.state == SessionState.FINISHED:
        return
    conversation.unread += 1
    if body["says"] == "change":
        conversation.snoozed_until = conversation.woken_at = None
        conversation.unanswered_since = conversation.unanswered_since or entry.at
