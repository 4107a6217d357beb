"""What a buyer is writing and has not sent, shown where the shop's rule says so.

It goes through the hub alone to who may read it (`queries/draft_readers.py`). Nothing of it is
stored, logged, or told to another system.
"""

from conversations.queries.draft_readers import Readers
from helpdesk.realtime import hub as hubs
from helpdesk.realtime.events import ThreadDraft
from helpdesk.realtime.parcel import pack

LONGEST = 200
"""Characters of its end that are shown."""


def show_draft(*, readers: Readers, text: str) -> None:
    """They see it from now on; an empty text: they see it no more."""
    hub = hubs.running()
    if hub is not None:
        event = ThreadDraft(
            conversation=readers.conversation, holder=readers.holder, text=end_of(text)
        )
        hub.announce(pack(readers.shop_id, [event], origin=hubs.ORIGIN))


def end_of(text: str) -> str:
    """Its end, on one line, without what UTF-8 cannot hold: a frame must reach every desk."""
    kept = (sign for sign in text if sign != "\x00" and not "\ud800" <= sign <= "\udfff")
    return " ".join("".join(kept).split())[-LONGEST:]
