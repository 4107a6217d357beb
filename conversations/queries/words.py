"""What was said in a reception, for whoever decides by words."""

from django.db.models import QuerySet

from conversations.models import Conversation, Entry, EntryKind


def words_of_buyer(conversation: Conversation) -> QuerySet[Entry]:
    """The buyer's messages of the present reception; the caller orders them and takes a few."""
    return Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        session_number=conversation.session_number,
        kind=EntryKind.MESSAGE,
        side="buyer",
        recalled=False,
    )
