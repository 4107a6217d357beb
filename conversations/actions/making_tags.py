"""The shop's list of tags: made, renamed, merged, retired. Whoever may manage tags may.

Locks go Tag, Conversation.
"""

from django.db import connection, transaction
from django.db.utils import IntegrityError

from conversations.access import locked_tag, tag_of
from conversations.inside_errors import TagIntoItself, TagsMany, TagTargetGone, TagTwice
from conversations.models import Conversation, ConversationTag, Tag
from conversations.queries.tags import tags_of
from conversations.rights import require_right
from conversations.speaker import Speaker
from conversations.tag_names import checked_tag
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.realtime.inside_events import TagsChanged
from helpdesk.realtime.publish import publish

BOTH_SQL = """
DELETE FROM conversations_conversationtag one
WHERE shop_id = %(shop)s AND tag_id = %(tag)s AND EXISTS (
    SELECT FROM conversations_conversationtag other
    WHERE other.shop_id = one.shop_id AND other.conversation_id = one.conversation_id
      AND other.tag_id = %(into)s)"""

LINKS_SQL = """
UPDATE conversations_conversationtag SET tag_id = %(into)s
WHERE shop_id = %(shop)s AND tag_id = %(tag)s"""

MERGE_SQL = """
UPDATE conversations_conversation SET version = nextval('conversations_version'), tag_ids =
    CASE WHEN %(into)s = ANY(tag_ids) THEN array_remove(tag_ids, %(tag)s)
        ELSE array_replace(tag_ids, %(tag)s, %(into)s) END
WHERE shop_id = %(shop)s AND id = ANY(%(threads)s)"""


@transaction.atomic
def make_tag(*, actor: Speaker, name: str, or_known: bool = False) -> Tag:
    """A new word for the list; ``or_known`` answers with the one that has the name already.

    Raises TagEmpty, TagTooLong, TagTwice, TagsMany (policy ``chat.tags_in_shop``).
    """
    name = checked_tag(name)
    known = Tag.objects.filter(shop_id=actor.shop_id, name=name).first()
    if known is not None and or_known:
        return known
    require_right(actor, "tag.manage")
    most = int(value_of(actor.shop_id, "chat.tags_in_shop"))
    if Tag.objects.filter(shop_id=actor.shop_id, retired_at__isnull=True).count() >= most:
        raise TagsMany(most=most)
    try:
        with transaction.atomic():
            tag = Tag.objects.create(shop_id=actor.shop_id, name=name)
    except IntegrityError:
        if not or_known:
            raise TagTwice(name=name) from None
        return Tag.objects.get(shop_id=actor.shop_id, name=name)
    _tell(actor, tag, "tag.made")
    return tag


@transaction.atomic
def rename_tag(*, actor: Speaker, tag_id: int, name: str) -> Tag:
    """Another name for a tag, wherever it is; TagTwice when another tag has it."""
    require_right(actor, "tag.manage")
    tag, name = locked_tag(actor.shop_id, tag_id), checked_tag(name)
    if tag.name == name:
        return tag
    before, tag.name = tag.name, name
    try:
        with transaction.atomic():
            tag.save(update_fields=["name"])
    except IntegrityError:
        raise TagTwice(name=name) from None
    _tell(actor, tag, "tag.renamed", before=before)
    return tag


@transaction.atomic
def merge_tags(*, actor: Speaker, tag_id: int, into_id: int) -> int:
    """Every thread of one tag carries the other instead, and the first is gone; how many threads.

    Raises TagIntoItself, TagTargetGone, TagNotFound.
    """
    require_right(actor, "tag.manage")
    if tag_id == into_id:
        raise TagIntoItself()
    held = locked(Tag.objects.filter(shop_id=actor.shop_id, pk__in=(tag_id, into_id)))
    tags = {one.pk: one for one in held}
    tag = tags.get(tag_id) or tag_of(actor.shop_id, tag_id)
    if into_id not in tags:
        raise TagTargetGone()
    into = tags[into_id]
    threads = _threads_with(tag)
    keys = {"shop": actor.shop_id, "tag": tag.pk, "into": into.pk, "threads": threads}
    with connection.cursor() as cursor:
        for sql in (BOTH_SQL, LINKS_SQL, MERGE_SQL):
            cursor.execute(sql, keys)
    Tag.objects.filter(pk=tag.pk).delete()
    _tell(actor, into, "tag.merged", before=tag.name, threads=len(threads))
    return len(threads)


@transaction.atomic
def retire_tag(*, actor: Speaker, tag_id: int, retired: bool) -> Tag:
    """Offered no more, or offered again; threads keep it either way."""
    require_right(actor, "tag.manage")
    tag = locked_tag(actor.shop_id, tag_id)
    if (tag.retired_at is not None) == retired:
        return tag
    tag.retired_at = now() if retired else None
    tag.save(update_fields=["retired_at"])
    _tell(actor, tag, "tag.retired" if retired else "tag.restored")
    return tag


def _threads_with(tag: Tag) -> list[int]:
    """The threads that carry it, locked in their order."""
    links = ConversationTag.objects.filter(shop_id=tag.shop_id, tag=tag)
    rows = Conversation.objects.filter(shop_id=tag.shop_id, pk__in=links.values("conversation_id"))
    return [one.pk for one in locked(rows)]


def _tell(actor: Speaker, tag: Tag, verb: str, **data: object) -> None:
    record(
        shop_id=actor.shop_id,
        actor=Membership.objects.select_related("user").get(pk=actor.member).user,
        verb=verb,
        target=tag,
        data={"target": tag.name, **data},
    )
    publish(actor.shop_id, TagsChanged(tags=tags_of(actor.shop_id)))
