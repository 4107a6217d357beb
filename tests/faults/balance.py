"""What nginx does in production, on one port of this machine: connections to several processes."""

import asyncio
import contextlib
from collections import Counter

from tests.loop_thread import LoopThread, finish

CHUNK = 65536


class Balance:
    """Each connection to the process that has the fewest, or to the next where that one does not
    answer. With `in_order` the first of them gets all for as long as it answers.
    """

    def __init__(self, ports: list[int], *, in_order: bool = False) -> None:
        self.port = 0
        self.open: Counter[int] = Counter()
        self._ports, self._in_order = ports, in_order
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = LoopThread()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._loop.start()
        self._loop.do(self._listen())

    def stop(self) -> None:
        self._loop.do(finish(self._server, self._tasks))
        self._loop.stop()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, "127.0.0.1", self.port, backlog=4096
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        order = self._ports if self._in_order else sorted(self._ports, key=self.open.__getitem__)
        for port in order:
            self.open[port] += 1
            try:
                ahead, onward = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                self.open[port] -= 1
                continue
            task = asyncio.create_task(self._join(reader, writer, ahead, onward, port))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        writer.transport.abort()

    async def _join(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        ahead: asyncio.StreamReader,
        onward: asyncio.StreamWriter,
        port: int,
    ) -> None:
        """Until either side is gone; then the other one is let go too. A client that has given up
        leaves nothing waiting at a server that has not got round to it: nginx does the same."""
        ways = [asyncio.create_task(_pass(*way)) for way in ((reader, onward), (ahead, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.open[port] -= 1
            for way in ways:
                way.cancel()
            onward.transport.abort()
            writer.close()  # what the server said last still goes out


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
