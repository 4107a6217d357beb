"""May this be quoted? Asked under the thread's lock, which a recall takes too."""

from conversations.errors import QuoteGone, QuoteRecalled
from conversations.models import TAKEN_BACK, Conversation, Entry
from conversations.quotes import quote_shape
from helpdesk.realtime.shapes import QuoteShape


def quote_locked(conversation: Conversation, seq: int) -> QuoteShape | None:
    """What a message of this locked thread shows of the entry ``seq``.

    Raises QuoteGone (nothing of the kind in this thread), QuoteRecalled.
    """
    quoted = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        seq=seq,
        kind__in=TAKEN_BACK,
    ).first()
    if quoted is None:
        raise QuoteGone()
    if quoted.recalled:
        raise QuoteRecalled()
    return quote_shape(quoted.__dict__)
