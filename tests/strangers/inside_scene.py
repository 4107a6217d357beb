"""A tag of Mei's shop, a note, and somebody on its blacklist."""

from typing import TYPE_CHECKING
from uuid import uuid4

from conversations.actions.blocking import block_buyer
from conversations.actions.making_tags import make_tag
from conversations.actions.noting import add_note
from conversations.models import Block, Tag
from tests.cast import agent

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def tag_for(scene: "Scene") -> Tag:
    """A tag of Mei's shop."""
    return make_tag(actor=agent(scene.cast.qin), name="只给小满看", or_known=True)


def block_for(scene: "Scene") -> Block:
    """Somebody on Mei's shop's blacklist."""
    other = scene.cast.thread("骂人")
    about = {"conversation_id": other.pk, "reason": "只给小满看", "hours": 1}
    block_buyer(actor=agent(scene.cast.qin), **about)
    return Block.objects.get(buyer=other.buyer)


def note_of(scene: "Scene") -> int:
    """The number of a note in the thread."""
    words = {"client_id": uuid4(), "text": f"只给小满看，{scene.words}", "anchor": 1}
    return add_note(actor=agent(scene.cast.mei), conversation_id=scene.thread.pk, **words)["number"]
