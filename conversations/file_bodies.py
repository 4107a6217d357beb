"""What an entry says of a file: frozen in its row by a name that nobody can guess, and on the wire
with signed addresses that run out.

An address is bound to shop, conversation and file, and to the moment it was made; how long it
holds is asked when it is used (`file.address_minutes`), so a shorter rule holds at once. Moments
are rounded down to five minutes: in between a file keeps its address, and the browser its copy.
Neither the shop's nor the thread's number stands in it.
"""

import time
from typing import Any, Literal, TypedDict

from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from conversations.models import Attachment, EntryKind
from helpdesk.realtime.shapes import CardShape, FileKind, FileShape, FileType

Part = Literal["full", "thumb"]

SALT = "helpdesk.files"
STEP = 300
"""Seconds to which the moment of an address is rounded down."""


class FileBody(TypedDict):
    """What stands in the entry's row."""

    type: FileType
    key: str
    name: str
    kind: FileKind
    size: int
    width: int | None
    height: int | None
    moving: bool
    thumb: bool


def body_of(file: Attachment) -> FileBody:
    """What the entry of a file keeps."""
    return {
        "type": "image" if file.is_image else "file",
        "key": file.key,
        "name": file.name,
        "kind": file.kind,  # type: ignore[typeddict-item]  # one of the choices
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "moving": file.moving,
        "thumb": bool(file.thumb),
    }


def on_the_wire(kind: str, card: Any, *, shop_id: int, conversation_id: int) -> CardShape | None:
    """What both sides get of an entry's card; a file's with addresses in place of its key."""
    if kind != EntryKind.FILE or card is None:
        shown: CardShape | None = card
        return shown
    return file_shape(card, shop_id=shop_id, conversation_id=conversation_id)


def file_shape(body: FileBody, *, shop_id: int, conversation_id: int) -> FileShape:
    """A file with the addresses that hold from now on."""
    url = address_of(shop_id, conversation_id, body["key"], "full")
    thumb = address_of(shop_id, conversation_id, body["key"], "thumb") if body["thumb"] else url
    return {
        "type": body["type"],
        "name": body["name"],
        "kind": body["kind"],
        "size": body["size"],
        "width": body["width"],
        "height": body["height"],
        "moving": body["moving"],
        "url": url,
        "thumb": thumb if body["type"] == "image" else "",
    }


def address_of(
    shop_id: int, conversation_id: int, key: str, part: Part, *, at: float | None = None
) -> str:
    """Where a file is had from, made at a moment (now)."""
    step = int(time.time() if at is None else at) // STEP
    seal = f"{step}-{_signature(shop_id, conversation_id, key, part, step)}"
    return reverse("file", args=[key, part, seal])


def age_of_seal(file: Attachment, part: str, seal: str, *, at: float) -> float | None:
    """How many seconds ago this address was made; None where it is none of ours."""
    told, _, signature = seal.partition("-")
    if not told.isascii() or not told.isdecimal() or len(told) > 12:
        return None
    step = int(told)
    wanted = _signature(file.shop_id, file.conversation_id or 0, file.key, part, step)
    if not constant_time_compare(signature, wanted):
        return None
    return at - step * STEP


def _signature(shop_id: int, conversation_id: int, key: str, part: str, step: int) -> str:
    return Signer(salt=SALT).signature(f"{shop_id}/{conversation_id}/{key}/{part}/{step}")
