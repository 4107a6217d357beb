"""Take one's own words back, within the shop's limit."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from conversations.access import locked_conversation
from conversations.actions.recording import append_entry, save_conversation
from conversations.actions.sending_files import key_kept_out, withhold_file
from conversations.actions.turning import take_back_answer, take_back_question
from conversations.card_words import code_of
from conversations.errors import ClientIdTaken, EntryNotFound, RecallNotYours, RecallTooLate
from conversations.models import (
    SPOKEN,
    TAKEN_BACK,
    Card,
    CardState,
    Conversation,
    Entry,
    EntryKind,
    EntrySide,
    Participant,
    SessionState,
)
from conversations.queries.entries import entry_shape_of
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from conversations.webhooks import RECALLED, SENT, recall_data, subject_of
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.integrations.actions.recording import forget_words, record_event
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import preview
from helpdesk.realtime.events import ConversationChanged, EntryAdded
from helpdesk.realtime.publish import publish


def recall_message(*, speaker: Speaker, conversation_id: int, seq: int, client_id: UUID) -> int:
    """Blank one's own message, card or file and append a recall entry; its seq.

    The words stay in the audit record alone: the search forgets them with the entry, by its
    trigger (`models/search_row.py`). Recalling twice answers with the first recall.
    Raises EntryNotFound, RecallNotYours, RecallTooLate (policy ``chat.recall_seconds``).
    """
    with transaction.atomic():
        conversation = locked_conversation(speaker.shop_id, conversation_id)
        entries = Entry.objects.filter(shop_id=speaker.shop_id, conversation_id=conversation_id)
        done = entries.filter(kind=EntryKind.RECALL, target=seq).first()
        message = entries.filter(kind__in=TAKEN_BACK, seq=seq).first()
        if message is None:
            raise EntryNotFound()
        if message.side != speaker.side or message.author_id != speaker.member_id:
            raise RecallNotYours()
        if done is not None:
            return done.seq
        if entries.filter(client_id=client_id).exists():
            raise ClientIdTaken()
        limit = int(value_of(speaker.shop_id, "chat.recall_seconds"))
        if now() - message.at > timedelta(seconds=limit):
            raise RecallTooLate(seconds=limit)
        recall = append_entry(
            conversation=conversation,
            kind=EntryKind.RECALL,
            side=speaker.side,
            author_id=speaker.member_id,
            author_name=speaker.name,
            client_id=client_id,
            target=seq,
        )
        words, card = message.text, key_kept_out(message)
        entries.filter(seq=seq).update(text="", card=None, recalled=True)
        if message.kind == EntryKind.FILE:
            withhold_file(shop_id=speaker.shop_id, conversation_id=conversation.pk, seq=seq)
        elif card is not None:
            _take_back_card(conversation, seq)
        take_back_answer(conversation, seq)
        if message.side == "buyer":
            take_back_question(conversation, message.session_number)
        _settle_list_line(conversation)
        save_conversation(conversation)
        record(
            shop_id=speaker.shop_id,
            actor=None
            if speaker.member_id is None
            else Membership.objects.get(pk=speaker.member_id).user,
            verb="message.recalled",
            target=conversation,
            data={"seq": seq, "text": words, "side": speaker.side, "card": card},
        )
        _tell(recall, seq)
        publish(
            speaker.shop_id,
            EntryAdded(conversation=conversation.pk, entry=entry_shape_of(recall)),
            ConversationChanged(row=row_shape(record_of(conversation))),
        )
    return recall.seq


def _tell(recall: Entry, seq: int) -> None:
    """Other systems hear of it, and of the words no more."""
    subject = subject_of(recall.conversation_id, seq)
    forget_words(shop_id=recall.shop_id, kind=SENT, subject=subject, field="text")
    record_event(shop_id=recall.shop_id, kind=RECALLED, data=recall_data(recall))


def _take_back_card(conversation: Conversation, seq: int) -> None:
    """Nobody can answer it any more, and what was wanted of it is forgotten."""
    Card.objects.filter(
        shop_id=conversation.shop_id, conversation_id=conversation.pk, seq=seq
    ).update(state=CardState.RECALLED, wish_sealed=None)


def _settle_list_line(conversation: Conversation) -> None:
    """Last words, unread and waiting time as if the recalled message had never been."""
    said = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        kind__in=SPOKEN,
        recalled=False,
    )
    last = said.order_by("-seq").first()
    conversation.last_text = preview(last.text) if last else ""
    conversation.last_card = code_of(last.card) if last and last.card else ""
    conversation.last_side = last.side if last else EntrySide.SYSTEM
    if conversation.state == SessionState.FINISHED:
        return
    answered = said.filter(side=EntrySide.AGENT).aggregate(seq=Max("seq"))["seq"] or 0
    asked = said.filter(
        side=EntrySide.BUYER, seq__gt=answered, session_number=conversation.session_number
    )
    first = asked.exclude(kind=EntryKind.ANSWER, card__says="right").order_by("seq").first()
    conversation.unanswered_since = first.at if first else None
    seen = Participant.objects.filter(conversation=conversation, member__isnull=False)
    read = seen.aggregate(seq=Max("read_seq"))["seq"] or 0
    conversation.unread = asked.filter(seq__gt=read).count()
