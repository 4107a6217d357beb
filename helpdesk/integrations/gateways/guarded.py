"""Connections that look at where a name leads before they go there.

The name is resolved once, every address found is judged, and the connection is made to the very
address that was judged: a name that leads elsewhere a moment later (DNS rebinding) changes
nothing. A leash ends it all at one moment, however slowly the other side drips.
"""

import socket
import threading
from ipaddress import ip_address
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from helpdesk.integrations.addresses import literal_of, may_connect
from helpdesk.integrations.gateways.deadline import Deadline


class AddressRefused(HTTPError):
    """The name leads to an address that deliveries do not go to."""


class NameUnknown(HTTPError):
    """The name leads nowhere."""


class GuardedHTTPConnection(HTTPConnection):
    """To this machine only, and only where a setting allows it."""

    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return connected(self._dns_host, self.port or 80, self.deadline, secure=False)


class GuardedHTTPSConnection(HTTPSConnection):
    """To the outside."""

    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        return connected(self._dns_host, self.port or 443, self.deadline, secure=True)


def pool_for(
    scheme: str, host: str, port: int, deadline: Deadline
) -> HTTPConnectionPool | HTTPSConnectionPool:
    """A pool of one guarded connection, held to the deadline."""
    secure = scheme == "https"
    base: type[Any] = GuardedHTTPSConnection if secure else GuardedHTTPConnection
    leashed = type(base.__name__, (base,), {"deadline": deadline})
    pool = (HTTPSConnectionPool if secure else HTTPConnectionPool)(host, port, maxsize=1)
    pool.ConnectionCls = leashed
    return pool


def connected(host: str, port: int, deadline: Deadline, *, secure: bool) -> socket.socket:
    """A connection to an address of this name that may be called, or AddressRefused."""
    written = literal_of(host)
    if written is not None and not may_connect(written, secure=secure):
        raise AddressRefused(host)
    found = _addresses_of(host, port, deadline)
    # One that may not be called among others is no accident: none of them is.
    if not all(may_connect(ip_address(place[0]), secure=secure) for _, place in found):
        raise AddressRefused(host)
    problem: OSError | None = None
    for family, place in found:
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            line.settimeout(deadline.left())
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.connect(place)
        except OSError as error:
            line.close()
            problem = error
            continue
        deadline.hold(line)
        return line
    raise problem or NameUnknown(host)


def _addresses_of(host: str, port: int, deadline: Deadline) -> list[tuple[int, Any]]:
    """(family, socket address) of every address of the name; the resolver knows no timeout, so it
    is asked in a thread that nobody waits for longer than the deadline."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    asking = threading.Thread(target=ask, daemon=True, name="webhook-resolver")
    asking.start()
    asking.join(deadline.left())
    if not answer:
        raise TimeoutError(host)
    if isinstance(answer[0], Exception) or not answer[0]:
        raise NameUnknown(host)
    return [(family, place) for family, _, _, _, place in answer[0]]
