"""Secret keys as the environment gives them: a list, the newest first.

Everything new is made with the first; the others only open what was made with them. Each key has
a mark, by which a stored value says which one it needs without telling anything about it.
"""

import hashlib
from dataclasses import dataclass, field

from helpdesk.kernel.env import EnvironmentProblem

KEY_BYTES = 32
MARK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Key:
    """256 random bits, and the four bytes that stand for them in stored values."""

    secret: bytes = field(repr=False)
    mark: bytes


def keys_from(name: str, text: str) -> tuple[Key, ...]:
    """The keys of a variable, each 64 hexadecimal digits; EnvironmentProblem for anything else."""
    keys = [_key(name, word.strip()) for word in text.split(",") if word.strip()]
    if not keys:
        raise EnvironmentProblem(f"{name} is empty; .env.example says how to make a key.")
    if len({key.mark for key in keys}) < len(keys):
        raise EnvironmentProblem(f"{name} names the same key twice.")
    return tuple(keys)


def _key(name: str, word: str) -> Key:
    try:
        secret = bytes.fromhex(word)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise EnvironmentProblem(
            f"{name} holds a key that is not 64 hexadecimal digits; "
            "make one by `openssl rand -hex 32`."
        )
    return Key(secret, hashlib.sha256(b"helpdesk key\x00" + secret).digest()[:MARK_BYTES])
