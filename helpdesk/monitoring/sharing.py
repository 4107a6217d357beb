"""Each process puts its figures into Redis every few seconds, so that any one can tell of all.

gunicorn's processes share one port, and Celery's have none: without this an answer would be of
whichever process happened to give it (docs/decisions/0026). A process that died is forgotten by
Redis itself.
"""

import logging
import os
import threading

import redis
from django.conf import settings

from helpdesk.monitoring.snapshot import Snapshot, take
from helpdesk.realtime.redis_channels import installation

logger = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two snapshots of a process."""

KEPT = 20
"""Seconds after which a process that shares nothing is no longer told of."""

PATIENCE = 0.5

_kind = "web"
_owner = 0
_clients = threading.local()


def start(kind: str) -> None:
    """Share this process's figures from now on. Again after a fork, once in each child."""
    global _kind, _owner
    if _owner == os.getpid():
        return
    _kind, _owner = kind, os.getpid()
    threading.Thread(target=_go_on, daemon=True, name="figures").start()


def own() -> Snapshot:
    """This process's figures now."""
    return take(_kind)


def shared(mine: Snapshot) -> list[Snapshot]:
    """The figures of every living process, ``mine`` among them. Raises redis.RedisError, OSError.

    Ours go first: whoever answers the next question knows no older ones.
    """
    client = _client()
    share(mine)
    names = sorted(name.decode() for name in client.smembers(_names()))  # type: ignore[union-attr]
    found, gone = [], []
    for name, text in zip(names, client.mget([_key(name) for name in names]), strict=True):
        if text is None:
            gone.append(name)
        elif name != mine.process:
            try:
                found.append(Snapshot.from_json(text))
            except (ValueError, KeyError, TypeError):
                continue  # of another version
    if gone:
        client.srem(_names(), *gone)
    return [mine, *found]


def share(mine: Snapshot) -> None:
    """Put figures where the others find them. Raises redis.RedisError, OSError."""
    pipe = _client().pipeline(transaction=False)
    pipe.set(_key(mine.process), mine.to_json(), ex=KEPT)
    pipe.sadd(_names(), mine.process)
    pipe.execute()


def _go_on() -> None:
    quiet = threading.Event()
    while True:
        try:
            share(own())
        except (redis.RedisError, OSError):
            pass  # `redis_up` tells of it
        except Exception:
            logger.warning("The figures of this process could not be shared", exc_info=True)
        quiet.wait(EVERY)


def _client() -> "redis.Redis":
    client: redis.Redis | None = getattr(_clients, "redis", None)
    if client is None or _clients.owner != (os.getpid(), settings.REDIS_URL):
        client = redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        )
        _clients.redis, _clients.owner = client, (os.getpid(), settings.REDIS_URL)
    return client


def _names() -> str:
    return f"{installation()}:figures"


def _key(name: str) -> str:
    return f"{installation()}:figures:{name}"
