"""Photos in a buyer's form: how many and how large, refused before they are kept."""

import time
from typing import TypedDict

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest

from aftersales.buyer_errors import FormTooLarge
from aftersales.buyer_forms import Filled, filled
from conversations.file_rules import PER_MESSAGE, limits_of
from conversations.files.incoming import MB
from conversations.views.files import length_of
from helpdesk.accounts.policies import value_of

FORM_BYTES = 64 * 1024
"""What the words of a form may take beside its files."""

MOST_DRAINED, DRAINED_FOR = 512 * MB, 60.0
"""Bytes and seconds that a form which is refused may still take to arrive."""


class PhotoLimits(TypedDict):
    """For the form's own words."""

    most: int
    image_mb: int
    documents: bool


def photo_limits(shop_id: int) -> PhotoLimits:
    """How many at once, how large each, and whether documents are taken too."""
    limits = limits_of(shop_id)
    return {
        "most": int(value_of(shop_id, PER_MESSAGE)),
        "image_mb": limits.image_mb,
        "documents": limits.documents,
    }


def form_of(request: HttpRequest, shop_id: int) -> Filled:
    """What was filled in; FormTooLarge before any of a larger form is looked at, Unfilled."""
    most = int(value_of(shop_id, PER_MESSAGE)) * limits_of(shop_id).most_mb
    if (length_of(request) or 0) > most * MB + FORM_BYTES:
        _drain(request)
        raise FormTooLarge(limit=most)
    try:
        return filled(request)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        raise FormTooLarge(limit=most) from None


def _drain(request: HttpRequest) -> None:
    """Let the rest arrive and forget it: a browser that is still sending when it is answered shows
    a torn connection in place of the answer."""
    left, until = MOST_DRAINED, time.monotonic() + DRAINED_FOR
    while left > 0 and time.monotonic() < until:
        piece = request.read(min(left, MB))
        if not piece:
            return
        left -= len(piece)
