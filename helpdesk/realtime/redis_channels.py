"""The names under which processes hear each other through Redis."""

import hashlib
from functools import lru_cache

import redis
from django.conf import settings
from django.db import connections


def channel(shop_id: int) -> str:
    """The Redis channel of a shop of this installation.

    Redis publishes across its database numbers, so two installations that share one (and have
    a shop of the same number) must not hear each other: the secret and the database tell them
    apart.
    """
    return f"{installation()}:shop:{shop_id}"


def installation() -> str:
    """What the names of this installation's channels and keys in Redis begin with."""
    database = str(connections["default"].settings_dict["NAME"])
    return _installation(settings.SECRET_KEY, database)


def outcome_of(problem: Exception) -> str:
    """Whether Redis was late or refused: what an announcement that did not leave counts as."""
    late = isinstance(problem, TimeoutError | redis.TimeoutError)
    return "timed_out" if late else "failed"


@lru_cache(maxsize=8)
def _installation(secret: str, database: str) -> str:
    return hashlib.sha256(f"{secret}\n{database}".encode()).hexdigest()[:12]
