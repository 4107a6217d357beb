"""A reply that was really sent: what may go into the library."""

from dataclasses import dataclass

from conversations.models import Conversation, Entry, EntryKind, EntrySide
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.number_masks import mask_people


@dataclass(frozen=True, slots=True)
class Reply:
    """Its words without numbers of people, and who said it."""

    conversation_id: int
    seq: int
    words: str
    said_by: str


def reply_in(conversation: Conversation, seq: int) -> Reply:
    """A message of the shop's side that still stands; NotFound for anything else."""
    entry = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        seq=seq,
        kind=EntryKind.MESSAGE,
        side=EntrySide.AGENT,
        recalled=False,
    ).first()
    if entry is None:
        raise NotFound()
    words = mask_people(entry.text).replace("{", "（").replace("}", "）")
    return Reply(conversation.pk, seq, words, entry.author_name or "")
