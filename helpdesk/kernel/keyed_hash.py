"""Hashes by which a number is found again without being stored: HMAC-SHA256 with keys of their own.

Phone numbers are few: anybody could hash them all, but not without the key. Four bytes say which
key, sixteen are the hash's beginning.
"""

import hmac

from django.conf import settings

from helpdesk.kernel.keyring import MARK_BYTES, Key

HASH_BYTES = MARK_BYTES + 16


def keyed_hash(words: str, *context: str | int) -> bytes:
    """The hash to store: with the newest key, for this shop and purpose alone."""
    return _hashed(settings.PERSONAL_DATA_SEARCH_KEYS[0], words, context)


def keyed_hashes(words: str, *context: str | int) -> list[bytes]:
    """What to look for: the hash with every key, since a rotation takes its time."""
    return [_hashed(key, words, context) for key in settings.PERSONAL_DATA_SEARCH_KEYS]


def newest_mark() -> bytes:
    """How every hash begins that is made with the newest key."""
    newest: Key = settings.PERSONAL_DATA_SEARCH_KEYS[0]
    return newest.mark


def _hashed(key: Key, words: str, context: tuple[str | int, ...]) -> bytes:
    said = "\x00".join(map(str, (*context, words))).encode()
    return key.mark + hmac.digest(key.secret, said, "sha256")[: HASH_BYTES - MARK_BYTES]
