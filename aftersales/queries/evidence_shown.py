"""Evidence as it is shown: a message with its words or its picture, a file, or written words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from aftersales.evidence import is_seq
from aftersales.models import Case, CaseFile
from conversations.file_bodies import file_shape
from conversations.models import Conversation, Entry, EntryKind

MOST_PHOTOS = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece. ``thumb`` for pictures alone; ``url`` is the picture, or the place in the chat."""

    words: str
    url: str = ""
    thumb: str = ""
    seq: int | None = None
    at: datetime | None = None


def conversation_of(case: Case) -> Conversation | None:
    """The chat with the case's buyer; None for somebody who never wrote."""
    if case.buyer_id is None:
        return None
    return Conversation.objects.filter(shop_id=case.shop_id, buyer_id=case.buyer_id).first()


def proofs_of(
    case: Case, conversation: Conversation | None, given: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], Proof]:
    """Each piece of evidence by kind and text, in the order in which it was given; at most two
    queries."""
    # No set: its order is another one in each process.
    pieces = list(dict.fromkeys((str(one["kind"]), str(one["text"])) for one in given))
    found = {piece: Proof(piece[1]) for piece in pieces}
    seqs = {int(text) for kind, text in pieces if kind == "message" and is_seq(text)}
    if seqs and conversation is not None:
        entries = Entry.objects.filter(
            shop_id=case.shop_id, conversation_id=conversation.pk, seq__in=seqs
        )
        for entry in entries:
            found["message", str(entry.seq)] = _said(entry)
    keys = [text for kind, text in pieces if kind == "file"]
    files = CaseFile.objects.filter(shop_id=case.shop_id, case=case, key__in=keys)
    for file in files if keys else ():
        found["file", file.key] = _file(case, file)
    return found


def photos_of(conversation: Conversation | None) -> list[Proof]:
    """The buyer's last pictures, to be picked as evidence; newest first."""
    if conversation is None:
        return []
    entries = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        kind=EntryKind.FILE,
        side="buyer",
        recalled=False,
        card__type="image",
    )
    return [_said(entry) for entry in entries.order_by("-seq")[:MOST_PHOTOS]]


def _said(entry: Entry) -> Proof:
    place = reverse("desk-conversation", args=[entry.conversation_id]) + f"?at={entry.seq}"
    if entry.kind != EntryKind.FILE or entry.card is None:
        return Proof(entry.text, url=place, seq=entry.seq, at=entry.at)
    shape = file_shape(entry.card, shop_id=entry.shop_id, conversation_id=entry.conversation_id)
    return Proof(shape["name"], shape["url"], shape["thumb"], entry.seq, entry.at)


def _file(case: Case, file: CaseFile) -> Proof:
    url, small = (
        reverse("case-file", args=[case.pk, file.key, part]) for part in ("full", "thumb")
    )
    return Proof(file.name, url, small if file.is_image else "", at=file.kept_at)
