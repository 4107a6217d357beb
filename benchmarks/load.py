"""The load: real buyers write, real agents see it; in a process of its own.

Three modes. ``open`` begins the chats and hands each to its agent. ``paced`` is the open loop
for latency: a message leaves when its moment has come, and is timed from that moment to the
agent's screen. ``closed`` is for throughput alone: each chat sends again once it is answered.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import psycopg
import uvloop

from benchmarks.arithmetic import latency_of
from benchmarks.counting import Ledger, judge
from benchmarks.lines import Frame, Line, buyer_line, desk_line, filled
from benchmarks.pacing import pace, poisson, uncollected
from benchmarks.servers import answer_job, read_job

TEXTS = (
    "你好，这款羽绒服一百七十五厘米穿加大号会不会太长，能不能看一下尺码表",
    "昨天下的单今天能发货吗，月底前要带回老家，赶不上的话我想换成顺丰",
    "收到的这一件袖口有点脱线，麻烦看一下能不能换一件新的，照片等下发给你",
)
AT_ONCE = 40
QUIET_SECONDS = 3.0
ROWS_SQL = """SELECT conversation_id, client_id::text FROM conversations_entry
    WHERE shop_id = %s AND conversation_id = ANY(%s) AND kind = 'message'
    ORDER BY conversation_id, seq"""


@dataclass
class Chat:
    """One thread: its buyer's line, its agent's line, and what happened in it."""

    token: str
    conversation: int = 0
    buyer: Line | None = None
    agent: Line | None = None
    ledger: Ledger = field(default_factory=Ledger)
    got: dict[str, int] = field(default_factory=dict)
    seqs: list[tuple[int, str]] = field(default_factory=list)
    first_seq: int = 0


class Load:
    """One run of a mode."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job, self.port = job, int(job["port"])
        self.chats = [Chat(token) for token in job["tokens"]]
        for chat, conversation in zip(self.chats, job["conversations"], strict=False):
            chat.conversation = conversation
        self.by_thread = {chat.conversation: chat for chat in self.chats if chat.conversation}
        self.by_first: dict[str, Chat] = {}
        self.agents: list[Line] = []
        self.due: dict[str, float] = {}
        self.seen: list[float] = []
        self.acks: list[float] = []
        self.refused = 0
        self.measuring_from = 0.0

    async def connect(self) -> float:
        """Everybody comes in; how many a second."""
        for number, cookie in enumerate(self.job["cookies"]):
            self.agents.append(await desk_line(self.port, cookie, self._hearer(number)))
        gate, begin = asyncio.Semaphore(AT_ONCE), time.perf_counter()

        async def one(number: int, chat: Chat) -> None:
            async with gate:
                chat.buyer = await buyer_line(self.port, chat.token)
                chat.agent = self.agents[number % len(self.agents)]

        async with asyncio.TaskGroup() as group:
            for number, chat in enumerate(self.chats):
                group.create_task(one(number, chat))
        return len(self.chats) / (time.perf_counter() - begin)

    def _hearer(self, number: int) -> Any:
        count = len(self.job["cookies"])
        mine = {chat.conversation for chat in self.chats[number::count]}

        def heard(frame: Frame, moment: float) -> None:
            thread, entry = frame["conversation"], frame["entry"]
            client_id = entry["client_id"]
            if thread in mine:
                chat = self.by_thread[thread]
                chat.seqs.append((entry["seq"], client_id))
                due = self.due.get(client_id)
                if due is not None and due >= self.measuring_from:
                    self.seen.append(moment - due)
            elif client_id in self.by_first:
                self.by_first.pop(client_id).conversation = thread

        return heard

    def send(self, chat: Chat, due: float, then: Any = None) -> None:
        """The next message of a chat."""
        client_id = str(uuid4())
        self.due[client_id] = due
        chat.ledger.sent.append(client_id)

        def acked(moment: float, frame: Frame) -> None:
            if "error" in frame:
                self.refused += 1
                return
            chat.ledger.acked.add(client_id)
            if due >= self.measuring_from:
                self.acks.append(moment - due)
            if then is not None:
                then(chat, moment)

        assert chat.buyer is not None
        chat.buyer.message(client_id, acked, text=random.choice(TEXTS))

    async def begin(self) -> list[int]:
        """First words in every chat; its agent takes it. The threads' numbers."""
        for chat in self.chats:
            client_id = str(uuid4())
            self.by_first[client_id] = chat
            assert chat.buyer is not None
            await chat.buyer.command("message.send", client_id=client_id, text=TEXTS[0])
        await self.quiet(lambda: not self.by_first)
        gate = asyncio.Semaphore(4)

        async def take(chat: Chat) -> None:
            async with gate:
                assert chat.agent is not None
                await chat.agent.command("session.take", conversation=chat.conversation)

        async with asyncio.TaskGroup() as group:
            for chat in self.chats:
                group.create_task(take(chat))
        return [chat.conversation for chat in self.chats]

    async def paced(self) -> None:
        """The open loop."""
        warm, rate = self.job["warm"], self.job["rate"]
        moments = poisson(rate, warm + self.job["seconds"], self.job["seed"])
        self.measuring_from = time.perf_counter() + 0.05 + warm

        def fire(number: int, due: float) -> None:
            self.send(self.chats[number % len(self.chats)], due)

        await pace(moments, fire)

    async def closed(self) -> float:
        """The closed loop; acknowledged messages a second."""
        self.measuring_from = time.perf_counter() + self.job["warm"]
        ends = self.measuring_from + self.job["seconds"]

        def again(chat: Chat, moment: float) -> None:
            if moment < ends:
                self.send(chat, moment, again)

        for chat in self.chats:
            self.send(chat, time.perf_counter(), again)
        await asyncio.sleep(ends - time.perf_counter())
        return len(self.acks) / float(self.job["seconds"])

    async def quiet(self, ready: Any) -> None:
        """Until it is so, or nothing more is to be expected."""
        patience = time.perf_counter() + QUIET_SECONDS
        while not ready() and time.perf_counter() < patience:
            await asyncio.sleep(0.02)

    def settled(self) -> bool:
        """Every message is answered, and on its agent's screen."""
        return all(
            len(chat.ledger.acked) == len(chat.ledger.sent) == len(chat.seqs) for chat in self.chats
        )

    async def counted(self) -> dict[str, int]:
        """What is lost, twice or out of order, on the agents' screens after they caught up."""
        late = 0
        for chat in self.chats:
            known = {client_id for _, client_id in chat.seqs}
            missing = chat.ledger.acked - known
            late += len(missing)
            if missing:
                assert chat.agent is not None
                found = await filled(chat.agent, 0, conversation=chat.conversation)
                held = {one["client_id"]: one["seq"] for one in found}
                chat.seqs += [(held[one], one) for one in missing if one in held]
            chat.ledger.seen = [client_id for _, client_id in sorted(chat.seqs)]
        threads = {chat.conversation: chat.ledger for chat in self.chats}
        stored: dict[int, list[str]] = {}
        with psycopg.connect(self.job["database"]) as conn:
            for thread, client_id in conn.execute(ROWS_SQL, (self.job["shop"], list(threads))):
                stored.setdefault(thread, []).append(client_id)
        return {**judge(threads, stored).as_json(), "late": late}


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """One mode from the first connection to the last count."""
    load = Load(job)
    answer: dict[str, Any] = {"connects_per_second": round(await load.connect(), 1)}
    if job["mode"] == "open":
        return answer | {"conversations": await load.begin()}
    uncollected()
    cpu, begin = time.process_time(), time.perf_counter()
    if job["mode"] == "closed":
        answer["per_second"] = await load.closed()
    else:
        await load.paced()
    answer["client_cpu"] = round((time.process_time() - cpu) / (time.perf_counter() - begin), 3)
    await load.quiet(load.settled)
    answer |= {
        "seen": latency_of(load.seen).as_json(),
        "acked": latency_of(load.acks).as_json(),
        "sent": sum(len(chat.ledger.sent) for chat in load.chats),
        "refused": load.refused,
    }
    return answer | await load.counted()


if __name__ == "__main__":
    answer_job(uvloop.run(run(read_job())))
