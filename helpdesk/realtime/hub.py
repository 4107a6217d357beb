"""The process's sockets, and its one Redis connection that hears of other processes' news.

There is no channel layer: the stock ones drop messages under load (docs/decisions/0005).
Delivery here is a dict look-up; Redis only carries hints between processes, and a heartbeat
every few seconds repairs whatever was missed.
"""

import asyncio
import contextlib
import logging
import secrets
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable

import redis.asyncio as redis
from redis.exceptions import RedisError

from helpdesk.realtime.counters import count, observe
from helpdesk.realtime.listener import Listener
from helpdesk.realtime.parcel import Closing, Parcel, is_from
from helpdesk.realtime.redis_channels import channel, outcome_of

logger = logging.getLogger(__name__)

ORIGIN = secrets.token_hex(8)
"""Names this process in its parcels, so that it does not hear itself twice."""

EVERY_SHOP = 0
OUTGOING_LIMIT = 10_000
PULSE_SECONDS = 4.0

Pulse = Callable[["Hub"], Awaitable[None]]

_running: "Hub | None" = None


def running() -> "Hub | None":
    """The hub of this process, or None where no sockets are served."""
    return _running


class Hub:
    """Made once a process by the ASGI application; all methods but one belong to its loop."""

    def __init__(self, redis_url: str, *, pulse: Pulse | None = None) -> None:
        self.by_thread: dict[int, set[Listener]] = defaultdict(set)
        self.by_shop: dict[int, set[Listener]] = defaultdict(set)
        self._users: dict[int, int] = defaultdict(int)
        self._outgoing: asyncio.Queue[Parcel] = asyncio.Queue(OUTGOING_LIMIT)
        self._pulse = pulse
        self._redis = redis.Redis.from_url(
            redis_url, socket_connect_timeout=1, socket_timeout=2, health_check_interval=10
        )
        self._pubsub = self._redis.pubsub(ignore_subscribe_messages=True)
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self.pulse_now = asyncio.Event()

    async def start(self) -> None:
        """Begin to listen, to publish and to beat; a Redis that is down is no obstacle."""
        global _running
        self._loop = asyncio.get_running_loop()
        jobs = (self._hear(), self._publish(), self._beat())
        self._tasks = [asyncio.create_task(job) for job in jobs]
        _running = self

    async def stop(self) -> None:
        """Cut every socket and end all tasks."""
        global _running
        _running = None
        for listener in list(self.listeners()):
            listener.cut(1012)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError, OSError):
            await self._pubsub.aclose()  # type: ignore[no-untyped-call]
            await self._redis.aclose()

    def listeners(self) -> set[Listener]:
        """Every socket of the process."""
        groups = (*self.by_thread.values(), *self.by_shop.values())
        return set().union(*groups)

    async def join(self, listener: Listener) -> None:
        """From here on the socket hears its events; ask for the snapshot only afterwards."""
        if listener.conversation is not None:
            self.by_thread[listener.conversation].add(listener)
        else:
            self.by_shop[listener.shop_id].add(listener)
        self._users[listener.shop_id] += 1
        if self._users[listener.shop_id] == 1:
            with contextlib.suppress(RedisError, OSError, asyncio.TimeoutError):
                async with asyncio.timeout(0.2):
                    await self._pubsub.subscribe(channel(listener.shop_id))

    async def leave(self, listener: Listener) -> None:
        """The socket is gone."""
        group, key = (
            (self.by_thread, listener.conversation)
            if listener.conversation is not None
            else (self.by_shop, listener.shop_id)
        )
        if listener not in group.get(key, ()):
            return
        group[key].discard(listener)
        if not group[key]:
            del group[key]
        self._users[listener.shop_id] -= 1
        if not self._users[listener.shop_id]:
            del self._users[listener.shop_id]
            with contextlib.suppress(RedisError, OSError, asyncio.TimeoutError):
                async with asyncio.timeout(0.2):
                    await self._pubsub.unsubscribe(channel(listener.shop_id))

    @property
    def unpublished(self) -> int:
        """Announcements that wait for Redis."""
        return self._outgoing.qsize()

    def announce(self, parcel: Parcel) -> None:
        """To this process's sockets now, to the others as soon as Redis takes it."""
        self.deliver(parcel)
        try:
            self._outgoing.put_nowait(parcel)
        except asyncio.QueueFull:
            count("publish", 1, "dropped")

    def deliver(self, parcel: Parcel) -> None:
        """Put the parcel's frames into the outboxes of the sockets that may hear them."""
        for_all = None if parcel.is_told_apart else parcel.of_desks()
        for listener in tuple(self.by_shop.get(parcel.shop_id, ())):
            if frames := for_all if for_all is not None else parcel.of_desks(listener.hears):
                listener.offer(frames)
        for frame in parcel.frames:
            if frame.buyer is not None:
                for listener in tuple(self.by_thread.get(frame.conversation, ())):
                    listener.offer((frame.buyer,))
        for conversation, seq in parcel.entries:
            for listener in self.by_thread.get(conversation, ()):
                listener.has_been_sent(seq)
        for closing in parcel.closings:
            self._close(parcel.shop_id, closing)

    def deliver_threadsafe(self, parcel: Parcel) -> None:
        """The same from another thread of this process."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.deliver, parcel)

    def _close(self, shop_id: int, closing: Closing) -> None:
        shops = [shop_id] if shop_id != EVERY_SHOP else list(self.by_shop)
        for listener in [one for shop in shops for one in self.by_shop.get(shop, ())]:
            if closing.except_session_key == (listener.session_key or object()):
                continue
            wanted = (
                (closing.membership_id, listener.membership_id),
                (closing.user_id, listener.user_id),
                (closing.session_key, listener.session_key),
            )
            if all(asked is None or asked == has for asked, has in wanted):
                listener.cut(closing.code)

    async def _hear(self) -> None:
        """Deliver what other processes publish; come back by itself after any Redis trouble."""
        pause = 0.1
        while True:
            try:
                await self._pubsub.subscribe(channel(EVERY_SHOP), *map(channel, self._users))
                pause = 0.1
                self.pulse_now.set()
                while True:
                    note = await self._pubsub.get_message(timeout=15)
                    if note is not None:
                        self._received(note["data"])
            except (TimeoutError, RedisError, OSError):
                count("redis_lost")
                await asyncio.sleep(pause)
                pause = min(pause * 2, 2.0)

    def _received(self, data: bytes) -> None:
        if is_from(ORIGIN, data):
            return  # delivered already, when it was announced
        try:
            parcel = Parcel.opened(data)
        except (ValueError, KeyError, TypeError):
            count("parcel_unreadable")
            return
        self.deliver(parcel)

    async def _publish(self) -> None:
        """Send out what is queued, all of one loop turn in one round trip."""
        while True:
            parcels = [await self._outgoing.get()]
            while not self._outgoing.empty():
                parcels.append(self._outgoing.get_nowait())
            try:
                async with asyncio.timeout(1.0):
                    pipe = self._redis.pipeline(transaction=False)
                    for parcel in parcels:
                        pipe.publish(channel(parcel.shop_id), parcel.sealed())
                    await pipe.execute()
                count("publish", len(parcels), "sent")
            except (TimeoutError, RedisError, OSError) as problem:
                count("publish", len(parcels), outcome_of(problem))

    async def _beat(self) -> None:
        """Heartbeats every few seconds, and at once after Redis came back."""
        while True:
            with contextlib.suppress(asyncio.TimeoutError):
                async with asyncio.timeout(PULSE_SECONDS):
                    await self.pulse_now.wait()
            self.pulse_now.clear()
            if self._pulse is None:
                continue
            began = time.perf_counter()
            try:
                await self._pulse(self)
                observe("pulse", time.perf_counter() - began, "made")
            except asyncio.CancelledError:
                raise
            except Exception:  # the next beat tries again: a heartbeat must never stop
                observe("pulse", time.perf_counter() - began, "failed")
                logger.warning("A heartbeat could not be made", exc_info=True)
