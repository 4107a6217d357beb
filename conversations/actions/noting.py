"""Notes beside a thread: written, edited and deleted by their author, named colleagues told.

All of them work under the conversation's lock, which numbers the changes of its notes.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from conversations.access import locked_conversation
from conversations.actions.auditing import record_by
from conversations.inside_errors import NoteGone, NoteNotYours, NoteTooLate
from conversations.mentions import mentioned_in
from conversations.models import Conversation, Mention, Note
from conversations.queries.colleagues import names_of
from conversations.queries.notes import note_shape_of
from conversations.speaker import Speaker
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import checked_message
from helpdesk.realtime.inside_events import MentionsSeen, NoteChanged, NoteWhispered
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import NoteShape


def add_note(
    *, actor: Speaker, conversation_id: int, client_id: UUID, text: str, anchor: int
) -> NoteShape:
    """Store a note after the entry ``anchor`` (at most the thread's end).

    The same `client_id` again answers with the first row. Whoever is named with @ finds the
    thread under "where I am named". Raises TextEmpty, TextTooLong, ConversationNotFound.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        known = note_by_client(conversation, client_id)
        if known is not None:
            return note_shape_of(known, _named(known))
        note = put_note(actor, conversation, client_id, text, anchor)
        _name(actor, note, mentioned_in(note.text, names_of(actor.shop_id)))
        return _told(note)


def add_whisper(
    *,
    actor: Speaker,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    anchor: int,
    to: Membership,
) -> NoteShape:
    """A note of a locked conversation for one colleague alone, who finds it under "where I am
    named"."""
    note = put_note(actor, conversation, client_id, text, anchor, to)
    _name(actor, note, {to.pk})
    return _told(note)


def note_by_client(conversation: Conversation, client_id: UUID) -> Note | None:
    """What a resent note has become."""
    return _notes(conversation).filter(client_id=client_id).first()


def put_note(
    actor: Speaker,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    anchor: int,
    to: Membership | None = None,
) -> Note:
    """Store the next note of a locked conversation."""
    words = checked_message(text)
    _count(conversation)
    note = Note(
        shop_id=actor.shop_id,
        conversation_id=conversation.pk,
        number=conversation.note_count,
        change=conversation.note_count,
        anchor=min(anchor, conversation.last_seq),
        author_id=actor.member,
        author_name=actor.name or "",
        to_id=to.pk if to else None,
        to_name=to.public_name if to else "",
        text=words,
        client_id=client_id,
        at=now(),
    )
    note.save(force_insert=True)
    return note


def edit_note(*, actor: Speaker, conversation_id: int, number: int, text: str) -> NoteShape:
    """Other words for one's own note, within the shop's recall limit.

    Who is named anew is told; who is named no more and has not seen it is let off. Raises
    NoteNotYours, NoteTooLate (policy ``chat.recall_seconds``), NoteGone, TextEmpty, TextTooLong.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        note = _own(actor, conversation, number)
        words = checked_message(text)
        limit = int(value_of(actor.shop_id, "chat.recall_seconds"))
        if now() - note.at > timedelta(seconds=limit):
            raise NoteTooLate(seconds=limit)
        if note.text == words:
            return note_shape_of(note, _named(note))
        record_by(actor, "note.edited", conversation, number=number, text=note.text)
        note.text, note.edited_at = words, now()
        _save(conversation, note)
        wanted = _meant(note, words)
        mentions = _mentions(note)
        mentions.filter(seen_at__isnull=True).exclude(member_id__in=wanted).delete()
        _name(actor, note, wanted - set(_named(note)))
        return _told(note)


def delete_note(*, actor: Speaker, conversation_id: int, number: int) -> NoteShape:
    """One's own note goes, a trace of it stays; its words are in the audit record alone.

    Deleting twice changes nothing. Raises NoteNotYours, NoteGone.
    """
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        note = _own(actor, conversation, number, or_gone=True)
        if note.deleted_at is not None:
            return note_shape_of(note, [])
        record_by(actor, "note.deleted", conversation, number=number, text=note.text)
        note.text, note.deleted_at = "", now()
        _save(conversation, note)
        _mentions(note).delete()
        return _told(note)


def see_mentions(*, actor: Speaker, conversation_id: int) -> int:
    """The actor has seen where they are named in this thread; how many were new to them."""
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        seen = Mention.objects.filter(
            shop_id=actor.shop_id,
            conversation=conversation,
            member_id=actor.member_id,
            seen_at__isnull=True,
        ).update(seen_at=now())
        if seen:
            publish(
                actor.shop_id,
                MentionsSeen(conversation=conversation.pk, member=actor.member),
            )
    return seen


def _meant(note: Note, words: str) -> set[int]:
    """Of a whisper the one it is for, whatever names stand in it."""
    return {note.to_id} if note.to_id else mentioned_in(words, names_of(note.shop_id))


def _notes(conversation: Conversation) -> QuerySet[Note]:
    return Note.objects.filter(shop_id=conversation.shop_id, conversation_id=conversation.pk)


def _own(actor: Speaker, conversation: Conversation, number: int, *, or_gone: bool = False) -> Note:
    note = _notes(conversation).filter(number=number).first()
    if note is None or (note.deleted_at is not None and not or_gone):
        raise NoteGone()
    if note.author_id != actor.member_id:
        raise NoteNotYours(author=note.author_name)
    return note


def _count(conversation: Conversation) -> None:
    """The next change of the thread's notes. No line of the list shows it."""
    conversation.note_count += 1
    conversation.save(update_fields=["note_count"])


def _save(conversation: Conversation, note: Note) -> None:
    _count(conversation)
    note.change = conversation.note_count
    note.save(update_fields=["text", "edited_at", "deleted_at", "change"])


def _mentions(note: Note) -> QuerySet[Mention]:
    return Mention.objects.filter(
        shop_id=note.shop_id, conversation_id=note.conversation_id, note_number=note.number
    )


def _named(note: Note) -> list[int]:
    return list(_mentions(note).values_list("member_id", flat=True))


def _name(actor: Speaker, note: Note, members: set[int]) -> None:
    Mention.objects.bulk_create(
        Mention(
            shop_id=note.shop_id,
            conversation_id=note.conversation_id,
            note_number=note.number,
            member_id=member,
            at=now(),
        )
        for member in sorted(members - {actor.member_id})
    )


def _told(note: Note) -> NoteShape:
    """A whisper's words go to nobody unasked: each desk asks, and gets what it may read."""
    shape = note_shape_of(note, _named(note), seen=_is_seen(note))
    thread = note.conversation_id
    if note.to_id is None:
        publish(note.shop_id, NoteChanged(conversation=thread, note=shape))
    else:
        told = NoteWhispered(conversation=thread, member=note.to_id, last=note.change)
        publish(note.shop_id, told)
    return shape


def _is_seen(note: Note) -> bool:
    """Whether the one to whom a whisper was said has read it."""
    return (
        note.to_id is not None
        and _mentions(note).filter(member_id=note.to_id, seen_at__isnull=False).exists()
    )
