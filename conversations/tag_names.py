"""A tag's name as it was typed, made fit for the list. Pure."""

from conversations.inside_errors import TagEmpty, TagTooLong
from conversations.models.tag import TAG_LENGTH


def checked_tag(text: str) -> str:
    """One line without needless space, or TagEmpty, TagTooLong."""
    name = " ".join(text.split())
    name = "".join(sign for sign in name if sign.isprintable())
    if not name:
        raise TagEmpty(limit=TAG_LENGTH)
    if len(name) > TAG_LENGTH:
        raise TagTooLong(length=len(name), limit=TAG_LENGTH)
    return name
