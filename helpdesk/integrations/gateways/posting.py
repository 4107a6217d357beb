"""Post one delivery, and say what came of it. Never raises for what the other side does."""

import contextlib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, SSLError

from helpdesk.integrations.addresses import FIRST_FREE_PORT, HTTPS_PORT
from helpdesk.integrations.gateways.deadline import Deadline
from helpdesk.integrations.gateways.guarded import AddressRefused, NameUnknown, pool_for
from helpdesk.integrations.models.delivery import ANSWER_BYTES

PORTS = {"http": 80, "https": HTTPS_PORT}

SECONDS = 10.0
"""For all of it: the name, the connection, the handshake, the answer."""


WORDS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((AddressRefused,), "inside"),
    ((NameUnknown,), "name"),
    ((SSLError, ssl.SSLError), "tls"),
    ((TimeoutError, urllib3.exceptions.TimeoutError), "timeout"),
    ((ConnectionRefusedError,), "closed"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back: a code, or the word for why none did (`problem_words.py`)."""

    code: int | None = None
    problem: str = ""
    duration_ms: int = 0
    answer: str = ""

    @property
    def is_delivered(self) -> bool:
        """2xx alone: a redirect is not followed and counts as not delivered."""
        return self.code is not None and 200 <= self.code < 300

    @property
    def is_gone(self) -> bool:
        """The receiver wants no more."""
        return self.code == 410


def post(
    *, address: str, headers: Mapping[str, str], body: bytes, seconds: float = SECONDS
) -> Outcome:
    """Send it once. Ten seconds in all; of the answer no more is read than is kept."""
    started = time.monotonic()
    deadline = Deadline(seconds)
    try:
        code, answer = _exchange(address, headers, body, deadline)
    except Exception as error:
        problem = "timeout" if deadline.is_over else _word_for(error)
        return Outcome(problem=problem, duration_ms=_since(started))
    finally:
        deadline.let_go()
    problem = "redirect" if 300 <= code < 400 else "" if 200 <= code < 300 else "refused"
    return Outcome(code, problem, _since(started), answer)


def _exchange(
    address: str, headers: Mapping[str, str], body: bytes, deadline: Deadline
) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.port is not None and parts.port != HTTPS_PORT and parts.port < FIRST_FREE_PORT:
        raise AddressRefused(address)
    port = parts.port or PORTS[parts.scheme]  # None would split an IPv6 address at its last colon
    pool = pool_for(parts.scheme, parts.hostname or "", port, deadline)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    with contextlib.closing(pool):
        response = pool.urlopen(
            "POST",
            target,
            body=body,
            headers=dict(headers),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
            timeout=urllib3.Timeout(total=deadline.left()),
        )
        try:
            answer = response.read(ANSWER_BYTES, decode_content=False)
        except HTTPError:
            if deadline.is_over:
                raise
            answer = b""  # the code is what counts
        finally:
            response.close()
        if deadline.is_over:
            raise TimeoutError(address)
    return response.status, _readable(answer)


def _readable(answer: bytes) -> str:
    words = answer.decode("utf-8", errors="replace")
    return "".join(mark if mark.isprintable() or mark in "\n\t" else "\ufffd" for mark in words)


def _word_for(error: BaseException) -> str:
    """urllib3 wraps what the socket said: the first word that any layer has."""
    seen: list[BaseException] = []
    layer: BaseException | None = error
    while layer is not None and layer not in seen:
        seen.append(layer)
        inner = (one for one in layer.args if isinstance(one, BaseException))
        layer = next(inner, layer.__cause__ or layer.__context__)
    for kinds, word in WORDS:
        if any(isinstance(one, kinds) for one in seen):
            return word
    return "broken"


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
