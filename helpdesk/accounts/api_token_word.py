"""The word of an API token: recognisable, random, checked for typing before anything is asked."""

import hashlib
import re
import secrets
import zlib

PREFIX = "hdk_"
"""By which people, and scanners for leaked secrets, know one of ours."""

SHOWN = len(PREFIX) + 6
_SHAPE = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}[0-9a-f]{{8}}")


def new_word() -> str:
    """256 random bits, and eight digits that tell a cut-off copy from a real one."""
    body = secrets.token_urlsafe(32)
    return f"{PREFIX}{body}{_check(body)}"


def is_whole(word: str) -> bool:
    """Whether it can be one of ours at all."""
    body = word[len(PREFIX) : -8]
    return _SHAPE.fullmatch(word) is not None and word.endswith(_check(body))


def hash_of(word: str) -> str:
    """What is stored of it."""
    return hashlib.sha256(word.encode()).hexdigest()


def beginning_of(word: str) -> str:
    """What a page may show of it."""
    return word[:SHOWN]


def _check(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"
