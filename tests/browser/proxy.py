"""A line between browser and server that can be cut, go silent, crawl, and come back."""

import asyncio

from tests.loop_thread import LoopThread, finish

CHUNK = 65536


class Proxy:
    """A TCP proxy in a thread of its own.

    `open` passes everything on; `cut` resets every connection and each new one; `hole` swallows
    what comes (a half-open line: what it swallowed once stays dead even after `mend`); `slow`
    passes everything on after a pause.
    """

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target = target
        self._mode = "open"
        self._pause = 0.0
        self._age = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = LoopThread()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._loop.start()
        self._loop.do(self._listen())

    def stop(self) -> None:
        self._loop.do(self._abort())
        self._loop.do(finish(self._server, self._tasks))
        self._loop.stop()

    def aim(self, port: int) -> None:
        """Another server behind the same address."""
        self._target = port

    def cut(self) -> None:
        self._mode = "cut"
        self._loop.do(self._abort())

    def hole(self) -> None:
        self._age += 1
        self._mode = "hole"

    def slow(self, seconds: float) -> None:
        self._pause = seconds
        self._mode = "slow"

    def mend(self) -> None:
        self._mode = "open"

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _abort(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode == "cut":
            writer.transport.abort()
            return
        try:
            ahead, onward = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        born = self._age - 1 if self._mode == "hole" else self._age
        self._writers |= {writer, onward}
        for one, other in ((reader, onward), (ahead, writer)):
            task = asyncio.create_task(self._pass(one, other, born))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, born: int
    ) -> None:
        try:
            while chunk := await reader.read(CHUNK):
                if self._mode == "slow":
                    await asyncio.sleep(self._pause)
                if born == self._age:
                    writer.write(chunk)
                    await writer.drain()
            if born == self._age:
                writer.close()
        except OSError:
            writer.transport.abort()
        finally:
            self._writers.discard(writer)
