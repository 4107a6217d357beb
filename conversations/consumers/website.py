"""What the shop's own website tells through the frame: who somebody is, and what they look at."""

import asyncio
import logging
import time
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from conversations.actions.identifying import identify_visitor
from conversations.actions.looking import look_at_page
from conversations.errors import PageNotYours
from conversations.identity import Claim
from conversations.models.page_look import KEPT_DAYS
from conversations.origins import origin_of, own_origins, without_query
from conversations.queries.widget import allowed_origins
from conversations.visitor import Visitor, token_for
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.commands import Hello, PageLook
from helpdesk.realtime.limits import Buckets

logger = logging.getLogger(__name__)

LOOKS_BURST, LOOKS_PER_SECOND = 30, 0.5
CLAIMS_BURST, CLAIMS_PER_SECOND = 10, 0.2
HELD = 20

_looks = Buckets()
_claims = Buckets()


async def identified(
    command: Hello, *, shop_id: int, visitor: Visitor
) -> tuple[Visitor, dict[str, Any] | None]:
    """Who the visitor is by the website's word, and what the page is told of it. A claim that is
    not good leaves the visitor who they were."""
    if command.customer is None:
        return visitor, None
    claim = Claim(
        number=command.customer,
        name=command.customer_name,
        expires=command.customer_expires,
        hash=command.customer_hash,
    )
    try:
        _claims.take(visitor.key, burst=CLAIMS_BURST, per_second=CLAIMS_PER_SECOND)
        key = await in_thread(
            identify_visitor, shop_id=shop_id, visitor_key=visitor.key, claim=claim
        )
    except HelpdeskError as problem:
        return visitor, {"known": False, "error": problem.as_json()}
    known = {"known": True, "error": None}
    return Visitor(key=key, renewed=token_for(shop_id, key)), known


class Trail:
    """The pages of one socket. Those before the first message wait here: until then nothing of a
    visitor is stored."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._waiting: list[tuple[float, PageLook]] = []
        self._telling: asyncio.Task[None] | None = None

    async def look(
        self, command: PageLook, *, shop_id: int, visitor_key: str, conversation: int | None
    ) -> None:
        """Store the page, or hold it; PageNotYours for a page of a site that is not the shop's."""
        _looks.take(visitor_key, burst=LOOKS_BURST, per_second=LOOKS_PER_SECOND)
        async with pool().connection() as conn:
            allowed = await allowed_origins(conn, shop_id)
        origin = origin_of(command.address)
        if origin not in allowed and not self._is_ours(origin):
            raise PageNotYours()
        checked = replace(
            command,
            address=without_query(command.address),
            ago=min(command.ago, KEPT_DAYS * 24 * 3600),
        )
        if conversation is None:
            self._waiting.append((time.monotonic(), checked))
            del self._waiting[:-HELD]
        else:
            await _store(checked, shop_id=shop_id, conversation=conversation)

    def begin(self, *, shop_id: int, conversation: int) -> None:
        """There is a thread now: what waited belongs to its buyer. No message waits for it."""
        self._telling = asyncio.create_task(self._tell(shop_id, conversation))

    async def _tell(self, shop_id: int, conversation: int) -> None:
        try:
            while self._waiting:
                at, look = self._waiting.pop(0)
                aged = replace(look, ago=look.ago + round(time.monotonic() - at))
                await _store(aged, shop_id=shop_id, conversation=conversation)
        except Exception:
            logger.exception("A trail was not stored")

    def _is_ours(self, origin: str) -> bool:
        sites = {urlsplit(each).netloc for each in own_origins(self.host, secure=False)}
        return urlsplit(origin).netloc in sites


async def _store(look: PageLook, *, shop_id: int, conversation: int) -> None:
    await in_thread(
        look_at_page,
        shop_id=shop_id,
        conversation_id=conversation,
        title=look.title,
        address=look.address,
        product=look.product,
        ago=look.ago,
    )
