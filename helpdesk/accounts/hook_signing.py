"""How a source signs what it pushes. Pure; docs/api.md has it in words and in three languages.

The secret is derived from a stored nonce and SECRET_KEY, so the database alone gives nobody one.
"""

import hashlib
import hmac

from django.conf import settings

PREFIX = "whs_"


def secret_of(shop_id: int, nonce: str) -> str:
    """The secret that the owner sees once."""
    key = hashlib.sha256(b"helpdesk.order_source.secret:" + settings.SECRET_KEY.encode()).digest()
    made = hmac.new(key, f"{shop_id}:{nonce}".encode(), hashlib.sha256).hexdigest()
    return f"{PREFIX}{made}"


def signature_of(secret: str, *, timestamp: str, body: bytes) -> str:
    """Hex HMAC-SHA256 over ``timestamp + "." + body``."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def fits(signature: str, *, secrets: list[str], timestamp: str, body: bytes) -> bool:
    """Whether one of the secrets made it; every one is tried, so time tells nothing."""
    given = signature.removeprefix("sha256=").lower().encode(errors="replace")
    made = [signature_of(secret, timestamp=timestamp, body=body).encode() for secret in secrets]
    return sum(hmac.compare_digest(one, given) for one in made) > 0
