"""The JSON shapes of what a shop keeps to itself, and of a rating."""

from typing import TypedDict


class WhisperedTo(TypedDict):
    """For whom alone a note is, and whether they have seen it."""

    id: int
    name: str
    seen: bool


class NoteShape(TypedDict):
    """What colleagues wrote beside a thread, after the entry ``anchor``; ``to`` of a whisper."""

    number: int
    change: int
    anchor: int
    author: str
    author_id: int
    text: str
    at: str
    edited: bool
    deleted: bool
    client_id: str
    mentions: list[int]
    to: WhisperedTo | None


class MentionShape(TypedDict):
    """One note in which I am named."""

    conversation: int
    buyer: str
    number: int
    author: str
    text: str
    at: str
    seen: bool


class TagShape(TypedDict):
    """One word of the shop's list of tags."""

    id: int
    name: str
    retired: bool


class RatingShape(TypedDict):
    """What a buyer is asked about one reception, and what they said."""

    session: int
    agent: str | None
    expires_at: str
    score: int | None
    comment: str
