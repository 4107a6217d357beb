"""Drop a connection whose other side takes nothing any more.

ASGI knows a polite close alone, and its frame waits behind all that is not being read. uvicorn then
holds the socket with its buffers until TCP gives up: its own keep-alive ends with the polite close.
"""

from typing import Any


def abort(send: Any) -> None:
    """Drop the connection behind an ASGI ``send``, at once and with what waits for it.

    uvicorn's ``send`` is a method of the protocol that holds the transport. Under a server where
    it is not, nothing happens, and the connection goes when that server lets it go.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
