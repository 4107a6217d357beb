"""Plays a script: every dialogue in its order, many at once, so many messages a second in all."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from django.conf import settings

from conversations.replay.client import Client, Frame, LineLost
from conversations.replay.screens import Screen
from conversations.replay.stage import SLUG, Part, Stage

SETTLE_SECONDS = 60


@dataclass
class Performance:
    """What happened: for each thread the client ids in the order sent, and both screens;
    ``slowest`` is the longest that anybody waited for an acknowledgement, in seconds."""

    sent: dict[int, list[str]] = field(default_factory=dict)
    buyers: dict[int, Screen] = field(default_factory=dict)
    agents: dict[int, Screen] = field(default_factory=dict)
    reconnects: int = 0
    desk_reconnects: int = 0
    slowest: float = 0.0


class Player:
    """One run. ``progress`` is called with the number of messages acknowledged so far; agents may
    come by an address of their own."""

    def __init__(
        self,
        stage: Stage,
        *,
        url: str,
        speed: float,
        progress: Callable[[int], None],
        desk_url: str | None = None,
    ) -> None:
        self._stage, self._url, self._speed, self._progress = stage, url, speed, progress
        self._desk_url = desk_url or url
        self._acknowledged = 0
        self._next_slot = 0.0
        self.performance = Performance()

    async def play(self) -> Performance:
        """Play everything, then wait until both screens of each thread are complete."""
        self._next_slot = asyncio.get_running_loop().time()
        agents = [self._agent(cookie, number) for number, cookie in enumerate(self._stage.cookies)]
        at_once = asyncio.Semaphore(int(min(400, max(20, self._speed))))

        async def one(number: int, part: Part) -> None:
            async with at_once:
                await self._play_part(part, agents[number % len(agents)])

        async with asyncio.TaskGroup() as group:
            for number, part in enumerate(self._stage.parts):
                group.create_task(one(number, part))
        for agent in agents:
            self.performance.reconnects += agent.reconnects
            self.performance.desk_reconnects += agent.reconnects
            await agent.close()
        return self.performance

    def _agent(self, cookie: str, number: int) -> Client:
        count = len(self._stage.cookies)
        mine = [part.conversation for part in self._stage.parts[number::count]]
        screens = self.performance.agents
        screens.update({conversation: Screen() for conversation in mine})

        def hear(frame: Frame) -> None:
            if frame["event"] == "entry.added" and frame["conversation"] in wanted:
                screens[frame["conversation"]].take(frame["entry"])

        async def greet(client: Client) -> None:
            for conversation in mine:
                if screens[conversation].entries:
                    await screens[conversation].fill(client, conversation=conversation)

        wanted = set(mine)
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Origin": self._desk_url}
        return Client(
            _sockets(self._desk_url, "/ws/desk/"), headers=headers, greet=greet, hear=hear
        )

    def _buyer(self, part: Part, screen: Screen) -> Client:
        def hear(frame: Frame) -> None:
            if frame["event"] == "entry.added":
                screen.take(frame["entry"])

        async def greet(client: Client) -> None:
            await client.once("hello", token=part.token, after=screen.cursor)
            await screen.fill(client)

        address = _sockets(self._url, f"/ws/chat/{SLUG}/")
        return Client(address, headers={"Origin": self._url}, greet=greet, hear=hear)

    async def _play_part(self, part: Part, agent: Client) -> None:
        screen = self.performance.buyers[part.conversation] = Screen()
        sent = self.performance.sent[part.conversation] = []
        buyer = self._buyer(part, screen)
        for turn in part.dialogue.turns:
            client_id = str(uuid4())
            sent.append(client_id)
            await self._slot()
            began = asyncio.get_running_loop().time()
            if turn.is_agent:
                await agent.command(
                    "message.send",
                    client_id=client_id,
                    text=turn.text,
                    conversation=part.conversation,
                )
            else:
                await buyer.command("message.send", client_id=client_id, text=turn.text)
            waited = asyncio.get_running_loop().time() - began
            self.performance.slowest = max(self.performance.slowest, waited)
            self._acknowledged += 1
            self._progress(self._acknowledged)
        await agent.command("session.take", conversation=part.conversation)
        await agent.command("session.finish", conversation=part.conversation)
        await self._settle(buyer, screen)
        await self._settle(
            agent, self.performance.agents[part.conversation], conversation=part.conversation
        )
        self.performance.reconnects += buyer.reconnects
        await buyer.close()

    async def _settle(self, client: Client, screen: Screen, **fields: int) -> None:
        """What a screen does after a heartbeat: fill until nothing is missing."""
        async with asyncio.timeout(SETTLE_SECONDS):
            while True:
                await client.command("ping")
                try:
                    await screen.fill(client, **fields)
                except LineLost:
                    continue
                return

    async def _slot(self) -> None:
        """Wait for the next of ``speed`` slots a second; a late one is not made up for at once."""
        loop = asyncio.get_running_loop()
        self._next_slot = max(self._next_slot, loop.time() - 1.0) + 1 / self._speed
        await asyncio.sleep(max(0.0, self._next_slot - loop.time()))


def _sockets(url: str, path: str) -> str:
    """The socket's address on a server."""
    return url.replace("http", "ws", 1) + path
