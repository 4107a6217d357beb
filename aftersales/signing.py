"""How the desk and the payment service know each other: HMAC over time and body. Pure."""

import hashlib
import hmac

PREFIX = "v1="
TOLERANCE_SECONDS = 300
"""How far a signed time may lie from ours."""


def signed(secret: str, *, timestamp: str, body: bytes) -> str:
    """``v1=`` and hex HMAC-SHA256 of ``timestamp.body``."""
    message = timestamp.encode() + b"." + body
    return PREFIX + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def is_signed(given: str, *, secret: str, timestamp: str, body: bytes) -> bool:
    """Whether the secret made it. No secret, nobody."""
    wanted = signed(secret, timestamp=timestamp, body=body)
    return bool(secret) and hmac.compare_digest(wanted.encode(), given.encode(errors="replace"))


def is_timely(timestamp: str, *, at: float) -> bool:
    """Whether it was signed just now."""
    return timestamp.isdecimal() and abs(int(timestamp[:12]) - at) <= TOLERANCE_SECONDS
