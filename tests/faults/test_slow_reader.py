"""An agent's socket that stops reading: nobody else waits for it, it is cut, and it catches up."""

import asyncio
import secrets
import socket
import time
from pathlib import Path

from tests.faults.shop import Shop, say
from tests.faults.stack import PATIENCE
from tests.live import Line

WORDS = "慢" * 4900
"""Some 15 KB a message: what waits for a socket soon fills every buffer on the way."""
BUYERS = 30
MOST = 4000
ESTABLISHED = "01"


class Stuck:
    """A desk socket that shakes hands, hears the first bytes, and never reads again."""

    def __init__(self, shop: Shop, port: int, cookie: str) -> None:
        self._server = port
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.settimeout(PATIENCE)
        self._socket.connect(("127.0.0.1", port))
        self._mine = self._socket.getsockname()[1]
        head = [
            "GET /ws/desk/ HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Origin: http://127.0.0.1:{port}",
            f"Cookie: sessionid={cookie}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {secrets.token_hex(8)}AAAAAA==",
        ]
        self._socket.sendall("\r\n".join([*head, "", ""]).encode())
        assert b"101" in self._socket.recv(64)

    @property
    def is_held(self) -> bool:
        """Whether the server still holds its end open."""
        ours = (f":{self._server:04X}", f":{self._mine:04X}")
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            local, remote, state = line.split()[1:4]
            if local.endswith(ours[0]) and remote.endswith(ours[1]):
                return state == ESTABLISHED
        return False

    def close(self) -> None:
        self._socket.close()


async def test_a_socket_that_stops_reading_is_cut_and_slows_nobody(shop: Shop) -> None:
    """Two agents on one process: one reads, one does not; buyers write until that one is cut."""
    port = shop.stack.ports[0]
    url = f"http://127.0.0.1:{port}"
    good = await shop.desk(0, url=url)
    stuck = Stuck(shop, port, shop.cookies[1])
    buyers = [shop.buyer(number, url=url) for number in range(BUYERS)]
    slowest, sent, cut = 0.0, 0, 0

    async def write(number: int) -> None:
        nonlocal slowest, sent
        while not cut and sent < MOST:
            began = time.monotonic()
            await say(buyers[number], WORDS)
            slowest = max(slowest, time.monotonic() - began)
            sent += 1

    async def watch() -> None:
        nonlocal cut
        while not cut and sent < MOST:
            await asyncio.sleep(0.1)
            cut = 0 if stuck.is_held else sent

    for number, buyer in enumerate(buyers):
        await say(buyer, f"第 {number} 位")
    await asyncio.gather(watch(), *(write(number) for number in range(BUYERS)))
    assert cut, f"still open after {sent} messages"
    assert slowest < PATIENCE / 9, "nobody who writes waits for somebody who does not read"
    async with asyncio.timeout(PATIENCE):
        while heard(good) < sent:
            await asyncio.sleep(0.05)
    again = await shop.desk(1, url=url)
    for thread in shop.threads()[-BUYERS:]:
        texts, after, last = [], 0, 1
        while after < last:
            answer = await again.command("thread.fill", conversation=thread, after=after)
            texts += [one["text"] for one in answer["entries"] if one["kind"] == "message"]
            after, last = answer["through"], answer["last"]
        assert texts == shop.texts(thread)
    for line in (good, again, *buyers):
        await line.close()
    stuck.close()


def heard(line: Line) -> int:
    """How many long messages have come in."""
    entries = (one["entry"] for one in line.events if one["event"] == "entry.added")
    return sum(1 for entry in entries if entry["text"] == WORDS)
