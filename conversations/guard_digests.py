"""By which exactly the same words are known again, though they are kept nowhere."""

from helpdesk.kernel.keyed_hash import keyed_hash, keyed_hashes
from helpdesk.kernel.text import checked_message

PURPOSE = "guard-release"


def digest_of(shop_id: int, text: str) -> bytes:
    """To be stored; the words cannot be read from it, nor guessed without the key."""
    return keyed_hash(checked_message(text), shop_id, PURPOSE)


def digests_of(shop_id: int, text: str) -> list[bytes]:
    """What to look for: with every key, since a rotation takes its time."""
    return keyed_hashes(checked_message(text), shop_id, PURPOSE)


def is_of(shop_id: int, text: str, digest: bytes | memoryview | None) -> bool:
    """Whether a digest is that of these words."""
    return digest is not None and bytes(digest) in digests_of(shop_id, text)
