"""The buyer's socket: one thread, known by a signed token in the first frame."""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

from conversations.actions.reading import report_position
from conversations.actions.recalling import recall_message
from conversations.actions.sending import send_message_fast
from conversations.actions.starting import start_conversation
from conversations.automatic_rules import ON
from conversations.consumers import files, greeting, placing
from conversations.consumers.answers import buyer_answers
from conversations.consumers.drafting import Drafting
from conversations.consumers.reading_back import read_back
from conversations.consumers.website import Trail, identified
from conversations.errors import HelloFirst, QuoteGone, ShopNotFound, TokenExpired, TokenInvalid
from conversations.queries import entries
from conversations.queries.hours import hours_shape
from conversations.queries.queue import standing_on
from conversations.queries.ratings import asked_rating
from conversations.queries.rows import Record
from conversations.queries.visitors import find_shop, find_thread, rules_shape
from conversations.speaker import Speaker, buyer_of
from conversations.visitor import Visitor, read_token
from helpdesk.accounts.policies import policies_on
from helpdesk.commerce.actions.buyers import visitor_name
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.database import in_thread, pool
from helpdesk.kernel.errors import NotAllowed
from helpdesk.kernel.text import checked_message
from helpdesk.realtime.commands import (
    CardAnswer,
    CardPage,
    Command,
    Hello,
    HoursAsk,
    MessageRecall,
    MessageSend,
    PageLook,
    Ping,
    PositionReport,
    SocketKind,
    ThreadFill,
    ThreadHistory,
    TypingReport,
)
from helpdesk.realtime.consumer import SocketConsumer
from helpdesk.realtime.file_commands import FileAddress, FileSend
from helpdesk.realtime.inside_commands import RatingGive
from helpdesk.realtime.limits import Buckets
from helpdesk.realtime.listener import Listener

HELLO_SECONDS = 10
HELLO_LATE, SIGN_IN = 4408, 4401

_messages = Buckets()


class ChatConsumer(SocketConsumer):
    """One buyer's tab."""

    kind: ClassVar[SocketKind] = SocketKind.CHAT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shop: Record | None = None
        self.policies: Mapping[str, Any] = {}
        self.visitor: Visitor | None = None
        self.conversation: int | None = None
        self.speaker: Speaker = buyer_of(0)
        self.trail = Trail("")
        self.draft = Drafting()
        self._late: asyncio.TimerHandle | None = None

    async def let_in(self) -> None:
        if not self.origin_is_ours(needed=False):
            raise NotAllowed()
        async with pool().connection() as conn:
            self.shop = await find_shop(conn, self.scope["url_route"]["kwargs"]["slug"])
            if self.shop is None:
                raise ShopNotFound()
            self.policies = await policies_on(conn, self.shop["id"])
        self.speaker = buyer_of(self.shop["id"])
        self.trail = Trail(self.header(b"host"))
        self._late = asyncio.get_running_loop().call_later(HELLO_SECONDS, self.end, HELLO_LATE)

    def _in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()

    async def _gone(self) -> None:
        self._in_time()
        self.draft.end()
        await super()._gone()

    async def answer(self, command: Command) -> dict[str, Any]:
        match command:
            case Hello():
                return await self._hello(command)
            case Ping():
                await self._look_again()
                return {"server_time": iso(now())}
        visitor = self.visitor
        if visitor is None:
            raise HelloFirst()
        match command:
            case HoursAsk():
                return await self._hours()
            case MessageSend():
                return await self._send(command, visitor)
            case MessageRecall():
                return await self._recall(command)
            case FileSend():
                return await self._send_file(command, visitor)
            case FileAddress():
                return await files.address(command, self.speaker, self.conversation)
            case PositionReport():
                await self._report(command)
                return {}
            case PageLook():
                await self.trail.look(
                    command,
                    shop_id=self.speaker.shop_id,
                    visitor_key=visitor.key,
                    conversation=self.conversation,
                )
                return {}
            case TypingReport():
                return await self._typing(command, visitor)
            case CardPage():
                return await buyer_answers(command, self.speaker, self.conversation or 0)
            case CardAnswer() | RatingGive():
                self._take_turn(visitor)
                return await buyer_answers(command, self.speaker, self.conversation or 0)
            case ThreadFill() | ThreadHistory():
                return await read_back(command, self.speaker, self.conversation)
        raise AssertionError(command)

    async def _hello(self, command: Hello) -> dict[str, Any]:
        shop = self.shop
        if shop is None:
            raise ShopNotFound()
        try:
            visitor = read_token(command.token, shop["id"])
        except (TokenExpired, TokenInvalid):
            self.end(SIGN_IN)
            raise
        visitor, identity = await identified(command, shop_id=shop["id"], visitor=visitor)
        async with pool().connection() as conn:
            found = await find_thread(conn, shop["id"], visitor.key)
        self.visitor = visitor
        self._in_time()
        thread, queue, rating = entries.EMPTY_THREAD, None, None
        name = visitor_name(visitor.key)
        if found is None:
            await self._forget_thread()
        else:
            name = found["buyer_name"]
            await self._hear(found["id"])
            async with pool().connection() as conn:
                _, thread = await entries.thread(
                    conn,
                    shop_id=shop["id"],
                    conversation_id=found["id"],
                    seq=command.after,
                    for_buyer=True,
                )
                queue = await standing_on(conn, shop_id=shop["id"], conversation_id=found["id"])
                rating = await asked_rating(conn, shop_id=shop["id"], conversation_id=found["id"])
        return {
            "buyer": {"name": name},
            "shop": {"name": shop["name"]},
            "server_time": iso(now()),
            "rules": rules_shape(self.policies, side="buyer"),
            "hours": hours_shape(shop, self.policies),
            "thread": thread,
            "queue": queue,
            "rating": rating,
            "token": visitor.renewed or command.token,
            "identity": identity,
        }

    async def _hours(self) -> dict[str, Any]:
        assert self.shop is not None  # or there would be no visitor
        async with pool().connection() as conn:
            self.policies = await policies_on(conn, self.shop["id"])
        return {"hours": hours_shape(self.shop, self.policies)}

    async def _forget_thread(self) -> None:
        """Another visitor than before says hello on this socket."""
        if self.conversation is not None:
            await self.part()
            self.listener = self.conversation = None

    async def _hear(self, conversation: int) -> None:
        if self.conversation != conversation:
            self.conversation = conversation
            await self.join(
                Listener(
                    shop_id=self.speaker.shop_id,
                    outbox=self.outbox,
                    cut=self.end,
                    conversation=conversation,
                )
            )

    async def _look_again(self) -> None:
        """Another tab of this visitor may have begun the thread; a heartbeat then follows."""
        if self.visitor is not None and self.conversation is None:
            async with pool().connection() as conn:
                found = await find_thread(conn, self.speaker.shop_id, self.visitor.key)
            if found is not None:
                await self._hear(found["id"])

    async def _send(self, command: MessageSend, visitor: Visitor) -> dict[str, Any]:
        self._take_turn(visitor)
        checked_message(command.text)
        if self.conversation is None:
            if command.quote is not None:
                raise QuoteGone()
            conversation = await in_thread(
                start_conversation, shop_id=self.speaker.shop_id, visitor_key=visitor.key
            )
            await self._hear(conversation.pk)
            self.trail.begin(shop_id=self.speaker.shop_id, conversation=conversation.pk)
        assert self.conversation is not None
        sent = await send_message_fast(
            speaker=self.speaker,
            conversation_id=self.conversation,
            client_id=command.client_id,
            text=command.text,
            quote=command.quote,
        )
        if sent.begins_wait and self.policies[ON]:
            greeting.answer_soon(shop_id=self.speaker.shop_id, conversation_id=self.conversation)
        return sent.as_json()

    async def _send_file(self, command: FileSend, visitor: Visitor) -> dict[str, Any]:
        self._take_turn(visitor)
        first = self.conversation is None
        conversation, reply = await files.send(
            command, self.speaker, self.conversation, visitor_key=visitor.key
        )
        await self._hear(conversation)
        if first:
            self.trail.begin(shop_id=self.speaker.shop_id, conversation=conversation)
        return reply

    async def _typing(self, command: TypingReport, visitor: Visitor) -> dict[str, Any]:
        if self.conversation is None:
            return {}
        if (text := command.text) is not None:
            return await self.draft.report(text, self.speaker, self.conversation, key=visitor.key)
        return await placing.report_typing(self.speaker, self.conversation, key=visitor.key)

    async def _recall(self, command: MessageRecall) -> dict[str, Any]:
        seq = await in_thread(
            recall_message,
            speaker=self.speaker,
            conversation_id=self.conversation or 0,
            seq=command.seq,
            client_id=command.client_id,
        )
        return {"seq": seq}

    def _take_turn(self, visitor: Visitor) -> None:
        rate = self.policies["chat.message_rate"]
        _messages.take(visitor.key, burst=rate["burst"], per_second=rate["per_second"])

    async def _report(self, command: PositionReport) -> None:
        if self.conversation is not None:
            await report_position(
                speaker=self.speaker,
                conversation_id=self.conversation,
                delivered=command.delivered,
                read=command.read,
            )
