"""What a chat holds that can be shown as evidence: the buyer's words, pictures of either side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from conversations.file_bodies import file_shape
from conversations.models import Conversation, Entry, EntryKind, EntrySide
from helpdesk.commerce.models import Buyer

MOST_PICTURES, MOST_MESSAGES = 24, 12


@dataclass(frozen=True, slots=True)
class Quotable:
    """One entry. ``thumb`` and ``url`` of a picture are signed and run out."""

    seq: int
    of_buyer: bool
    author: str
    words: str
    at: datetime
    is_picture: bool = False
    thumb: str = ""
    url: str = ""


def thread_of_buyer(shop_id: int, buyer: Buyer | None) -> Conversation | None:
    """The buyer's one thread, if they ever wrote."""
    if buyer is None:
        return None
    found = Conversation.objects.filter(shop_id=shop_id, buyer_id=buyer.pk)
    return found.select_related("buyer").first()


def quotable_of(thread: Conversation, *, also: Collection[int] = ()) -> list[Quotable]:
    """The newest pictures and messages of the buyer, and ``also`` whatever was chosen of older
    ones, the newest first. What was taken back is not there. Two queries."""
    entries = Entry.objects.filter(
        shop_id=thread.shop_id, conversation_id=thread.pk, recalled=False
    ).order_by("-seq")
    pictures = entries.filter(kind=EntryKind.FILE, card__type="image")
    messages = entries.filter(kind=EntryKind.MESSAGE, side=EntrySide.BUYER)
    newest = [*pictures[:MOST_PICTURES], *messages[:MOST_MESSAGES]]
    missing = set(also) - {entry.seq for entry in newest}
    if missing:
        chosen = Q(kind=EntryKind.FILE, card__type="image") | Q(kind=EntryKind.MESSAGE)
        newest += entries.filter(chosen, seq__in=missing)
    return [_quotable(thread, entry) for entry in sorted(newest, key=lambda entry: -entry.seq)]


def _quotable(thread: Conversation, entry: Entry) -> Quotable:
    of_buyer = entry.side == EntrySide.BUYER
    author = thread.buyer.name if of_buyer else entry.author_name or ""
    if entry.kind != EntryKind.FILE or entry.card is None:
        return Quotable(entry.seq, of_buyer, author, entry.text, entry.at)
    shape = file_shape(entry.card, shop_id=thread.shop_id, conversation_id=thread.pk)
    return Quotable(
        entry.seq, of_buyer, author, shape["name"], entry.at, True, shape["thumb"], shape["url"]
    )
