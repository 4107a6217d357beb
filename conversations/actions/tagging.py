"""Put the shop's tags on a thread and take them off.

Locks go Tag, Conversation, as in `making_tags.py`: a merge never misses a thread that is being
tagged.
"""

from django.db import transaction

from conversations.access import locked_conversation, locked_tag, tag_of
from conversations.actions.auditing import record_by
from conversations.actions.making_tags import make_tag
from conversations.actions.recording import save_conversation
from conversations.inside_errors import TagRetired, TagsFull
from conversations.models import Conversation, ConversationTag, Tag
from conversations.queries.rows import record_of, row_shape
from conversations.speaker import Speaker
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.realtime.events import ConversationChanged
from helpdesk.realtime.publish import publish
from helpdesk.realtime.shapes import RowShape


def put_tag(*, actor: Speaker, conversation_id: int, tag_id: int) -> RowShape:
    """The thread carries this tag; twice changes nothing.

    Raises TagNotFound, TagRetired, TagsFull (policy ``chat.tags_per_thread``).
    """
    with transaction.atomic():
        tag = locked_tag(actor.shop_id, tag_id)
        return _put(actor, locked_conversation(actor.shop_id, conversation_id), tag)


def put_new_tag(*, actor: Speaker, conversation_id: int, name: str) -> RowShape:
    """A new word for the shop's list, put on the thread; a word that is there already is used.

    Raises what `make_tag` and `put_tag` raise.
    """
    with transaction.atomic():
        tag = locked_tag(actor.shop_id, make_tag(actor=actor, name=name, or_known=True).pk)
        return _put(actor, locked_conversation(actor.shop_id, conversation_id), tag)


def take_tag(*, actor: Speaker, conversation_id: int, tag_id: int) -> RowShape:
    """The thread carries this tag no more; twice changes nothing."""
    with transaction.atomic():
        conversation = locked_conversation(actor.shop_id, conversation_id)
        tag = tag_of(actor.shop_id, tag_id)
        gone, _ = ConversationTag.objects.filter(
            shop_id=actor.shop_id, conversation=conversation, tag=tag
        ).delete()
        if not gone:
            return row_shape(record_of(conversation))
        conversation.tag_ids = [one for one in conversation.tag_ids if one != tag.pk]
        record_by(actor, "tag.taken", conversation, tag=tag.name)
        return _told(conversation)


def _put(actor: Speaker, conversation: Conversation, tag: Tag) -> RowShape:
    if tag.pk in conversation.tag_ids:
        return row_shape(record_of(conversation))
    if tag.retired_at is not None:
        raise TagRetired(name=tag.name)
    most = int(value_of(actor.shop_id, "chat.tags_per_thread"))
    if len(conversation.tag_ids) >= most:
        raise TagsFull(most=most)
    ConversationTag.objects.create(
        shop_id=actor.shop_id,
        conversation=conversation,
        tag=tag,
        member_id=actor.member,
        at=now(),
    )
    conversation.tag_ids = [*conversation.tag_ids, tag.pk]
    record_by(actor, "tag.put", conversation, tag=tag.name)
    return _told(conversation)


def _told(conversation: Conversation) -> RowShape:
    save_conversation(conversation)
    row = row_shape(record_of(conversation))
    publish(conversation.shop_id, ConversationChanged(row=row))
    return row
