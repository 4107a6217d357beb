"""The signed word by which a visitor is known again after a reload.

It carries a random key and the shop's number, both under the server's signature, and lives for
180 days from its last renewal. It says nothing about the person.
"""

from dataclasses import dataclass

from django.core import signing

from conversations.errors import TokenExpired, TokenInvalid
from helpdesk.kernel.tokens import random_key

SALT = "helpdesk.visitor"
LIFE_SECONDS = 180 * 24 * 3600


@dataclass(frozen=True)
class Visitor:
    """Whom a token names; ``renewed`` is a fresh token once half of its life is over."""

    key: str
    renewed: str | None


def new_token(shop_id: int) -> str:
    """A token for a visitor never seen before."""
    return token_for(shop_id, random_key())


def read_token(token: str, shop_id: int, *, life: int = LIFE_SECONDS) -> Visitor:
    """The visitor, or TokenExpired, or TokenInvalid (forged, garbled, another shop's)."""
    try:
        body = signing.loads(token, salt=SALT, max_age=life)
    except signing.SignatureExpired:
        raise TokenExpired() from None
    except signing.BadSignature:
        raise TokenInvalid() from None
    if not isinstance(body, dict) or body.get("s") != shop_id or "k" not in body:
        raise TokenInvalid()
    key = str(body["k"])
    return Visitor(key=key, renewed=None if _is_young(token, life) else token_for(shop_id, key))


def token_for(shop_id: int, key: str) -> str:
    """A fresh token for this key."""
    return signing.dumps({"s": shop_id, "k": key}, salt=SALT)


def _is_young(token: str, life: int) -> bool:
    try:
        signing.loads(token, salt=SALT, max_age=life // 2)
    except signing.SignatureExpired:
        return False
    return True
