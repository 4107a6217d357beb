"""What one buyer's tab lets the shop see of its draft, until the tab is gone."""

from typing import Any

from conversations.actions.showing_drafts import show_draft
from conversations.queries.draft_readers import Readers, draft_readers
from conversations.speaker import Speaker
from helpdesk.kernel.database import pool
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.limits import Buckets

DRAFT_BURST, DRAFTS_PER_SECOND = 6, 1.5

_drafts = Buckets()


class Drafting:
    """Of one socket. Its words are with the readers' pages only, never here."""

    def __init__(self) -> None:
        self._readers: Readers | None = None

    async def report(
        self, text: str, speaker: Speaker, conversation: int, *, key: str
    ) -> dict[str, Any]:
        """Pass it on; an empty one takes it back. What comes too fast is dropped in silence.

        The reply says whether the shop still reads along, so that a page that thinks so stops.
        """
        if not text:
            self.end()
            return {}
        try:
            _drafts.take(key, burst=DRAFT_BURST, per_second=DRAFTS_PER_SECOND)
        except HelpdeskError:
            return {}
        async with pool().connection() as conn:
            readers = await draft_readers(
                conn, shop_id=speaker.shop_id, conversation_id=conversation
            )
        if readers != self._readers:
            self.end()
        self._readers = readers
        if readers is not None:
            show_draft(readers=readers, text=text)
        return {"shown": readers is not None}

    def end(self) -> None:
        """The draft is empty, sent, or its tab is gone."""
        if self._readers is not None:
            show_draft(readers=self._readers, text="")
        self._readers = None
