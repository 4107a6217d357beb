"""One moment at which an exchange is over, whatever the other side does."""

import contextlib
import socket
import threading
import time


class Deadline:
    """Counts down from the start. Timeouts of a socket begin anew with every byte that comes; this
    one does not: it shuts the held connection down."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._leash: socket.socket | None = None
        self._timer: threading.Timer | None = None
        self.is_over = False

    def left(self) -> float:
        """Seconds until it is over; TimeoutError when it is."""
        left = self._end - time.monotonic()
        if left <= 0:
            self.is_over = True
            raise TimeoutError("the deadline is over")
        return left

    def hold(self, line: socket.socket) -> None:
        """Shut this connection down at the deadline, also in the middle of a TLS handshake."""
        self._leash = line.dup()
        self._timer = threading.Timer(self.left(), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def let_go(self) -> None:
        """The exchange is over by itself."""
        if self._timer is not None:
            self._timer.cancel()
        if self._leash is not None:
            self._leash.close()

    def _cut(self) -> None:
        self.is_over = True
        if self._leash is not None:
            with contextlib.suppress(OSError):
                self._leash.shutdown(socket.SHUT_RDWR)
