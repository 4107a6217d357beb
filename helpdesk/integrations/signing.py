"""How a delivery is signed, so that its receiver knows it is ours. Pure; docs/webhooks.md has it
in words.

Secrets are derived from a stored nonce and SECRET_KEY: the database alone gives nobody a secret.
"""

import hashlib
import hmac
from collections.abc import Sequence

from django.conf import settings

PREFIX = "whsec_"


def secret_of(shop_id: int, nonce: str) -> str:
    """An endpoint's secret: `whsec_` and 64 hex digits."""
    key = hashlib.sha256(b"helpdesk.webhook.secret:" + settings.SECRET_KEY.encode()).digest()
    return PREFIX + hmac.new(key, f"{shop_id}:{nonce}".encode(), hashlib.sha256).hexdigest()


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Hex HMAC-SHA256 of ``timestamp.body``."""
    message = b"%d." % timestamp + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def signature_header(secrets: Sequence[str], timestamp: int, body: bytes) -> str:
    """``v1=…``, one for each secret that is valid, the newest first."""
    return ",".join(f"v1={signature(secret, timestamp, body)}" for secret in secrets)


def is_signed(header: str, *, secret: str, timestamp: int, body: bytes) -> bool:
    """Whether one of the header's signatures was made with the secret."""
    wanted = f"v1={signature(secret, timestamp, body)}"
    given = (part.strip() for part in header.split(","))
    return any(hmac.compare_digest(part.encode(), wanted.encode()) for part in given)
