"""Addresses of websites: which may show the chat, and what is kept of a page's address. Pure."""

import re
from urllib.parse import SplitResult, urlsplit

from conversations.errors import OriginPath, OriginWrong

HOST = re.compile(
    r"localhost|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]|\d+(?:\.\d+){3}"
)
TWINS = {"localhost": "127.0.0.1", "127.0.0.1": "localhost"}


def read_origin(typed: str) -> str:
    """What an owner typed, as an origin; OriginWrong or OriginPath with a sentence."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    parts = _split(text)
    if parts is None or parts.username is not None or parts.scheme not in {"http", "https"}:
        raise OriginWrong(typed=typed.strip()[:80])
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        raise OriginWrong(typed=typed.strip()[:80]) from None
    if len(host) > 200 or not HOST.fullmatch(host):
        raise OriginWrong(typed=typed.strip()[:80])
    origin = _origin(parts.scheme, host, parts.port)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise OriginPath(origin=origin)
    return origin


def origin_of(address: str) -> str:
    """The origin of an address that a browser gave, or an empty string."""
    parts = _split(address)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    return _origin(parts.scheme, parts.hostname, parts.port)


def own_origins(host: str, *, secure: bool) -> list[str]:
    """Our own origin, and on a machine by itself its other name: the try-out page stands there."""
    scheme = "https" if secure else "http"
    name, colon, port = host.partition(":")
    names = [host, f"{TWINS[name]}{colon}{port}"] if name in TWINS else [host]
    return [f"{scheme}://{each}" for each in names]


def without_query(address: str) -> str:
    """A page's address with what may say too much taken off; empty for what is no address."""
    origin, parts = origin_of(address), _split(address)
    return f"{origin}{parts.path or '/'}" if origin and parts else ""


def _origin(scheme: str, host: str, port: int | None) -> str:
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{host}" if port in {None, usual} else f"{scheme}://{host}:{port}"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts
