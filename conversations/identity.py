"""How a shop's website signs for its customers. Pure; docs/widget.md has it in words.

The secret is derived from a stored nonce and SECRET_KEY, so the database alone gives nobody a
secret; it is shown once, when its nonce is made.
"""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from conversations.errors import CustomerHashWrong, CustomerLong, CustomerOld, CustomerWrong

NUMBER_LENGTH, NAME_LENGTH = 64, 64
LONGEST_LIFE = 31 * 24 * 3600


@dataclass(frozen=True)
class Claim:
    """Who somebody is, as the shop's website says and signs."""

    number: str
    name: str
    expires: int
    hash: str


def secret_of(shop_id: int, nonce: str) -> str:
    """The shop's signing secret: 64 hex digits."""
    key = hashlib.sha256(b"helpdesk.widget.secret:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{shop_id}:{nonce}".encode(), hashlib.sha256).hexdigest()


def signature(secret: str, *, number: str, name: str, expires: int) -> str:
    """Hex HMAC-SHA256 of ``number|name|expires`` in UTF-8."""
    message = f"{number}|{name}|{expires}".encode(errors="replace")
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def check(claim: Claim, *, secret: str, now: float) -> None:
    """Pass, or the error that tells the shop's developer what is wrong."""
    number_fits = 0 < len(claim.number) <= NUMBER_LENGTH and claim.number.isprintable()
    name_fits = len(claim.name) <= NAME_LENGTH and claim.name.isprintable()
    if not number_fits or not name_fits or "|" in claim.number:
        raise CustomerWrong()
    made = signature(secret, number=claim.number, name=claim.name, expires=claim.expires)
    if not secret or not hmac.compare_digest(
        made.encode(), claim.hash.lower().encode(errors="replace")
    ):
        raise CustomerHashWrong()
    if claim.expires <= now:
        raise CustomerOld()
    if claim.expires > now + LONGEST_LIFE:
        raise CustomerLong()
