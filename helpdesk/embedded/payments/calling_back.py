"""Callbacks of the simulated payment service: signed, and as unreliable as it was told to be."""

import contextlib
import hashlib
import hmac
import json
import time
import urllib.request
from typing import Any

SECONDS = 5.0


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """``v1=`` and hex HMAC-SHA256 of ``timestamp.body``."""
    mac = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"v1={mac.hexdigest()}"


def call_back(address: str, secret: str, entry: dict[str, Any], manner: str) -> None:
    """Tell the desk of an entry; whoever is not there is not told again."""
    if not address or manner == "lost":
        return
    body = json.dumps({name: entry[name] for name in ("key", "state", "fen", "reference")}).encode()
    for _ in range(2 if manner == "twice" else 1):
        timestamp = str(int(time.time()))
        request = urllib.request.Request(
            address,
            data=body,
            headers={
                "Content-Type": "application/json",
                "X-Timestamp": timestamp,
                "X-Signature": signature(
                    "somebody else's" if manner == "forged" else secret, timestamp, body
                ),
            },
        )
        with contextlib.suppress(OSError):
            urllib.request.urlopen(request, timeout=SECONDS).close()
