"""Photos in a buyer's form: how many and how large, refused before they are read."""

from typing import TypedDict

from django.http import HttpRequest
from django.utils.translation import gettext as _

from conversations.file_rules import PER_MESSAGE, limits_of
from conversations.files.errors import FileTooLarge
from conversations.files.incoming import MB
from conversations.views.files import length_of
from helpdesk.accounts.policies import value_of

FORM_BYTES = 64 * 1024
"""What the words of a form may take beside its files."""


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


def refuse_too_large(request: HttpRequest, shop_id: int) -> None:
    """FileTooLarge before a byte of the body is read."""
    most = int(value_of(shop_id, PER_MESSAGE)) * limits_of(shop_id).most_mb
    if (length_of(request) or 0) > most * MB + FORM_BYTES:
        raise FileTooLarge(name=_("照片"), limit=most)
