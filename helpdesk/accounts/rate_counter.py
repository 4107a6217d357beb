"""How many calls a minute: counted in Redis for all processes together, else by each for itself.

A dead Redis must not stop a shop's ERP, and must not open the gates either: while it is away
each process counts for itself, so N processes allow N times as much. It is asked again after a
few seconds. Nothing of this is worth a row in Postgres, which would be a write with every call.
"""

import time
from collections import OrderedDict
from threading import Lock

import redis
from django.conf import settings

from helpdesk.realtime.counters import count
from helpdesk.realtime.redis_channels import channel

PATIENCE = 0.2
"""Seconds that a call may wait for Redis."""

PAUSE = 5.0
"""Seconds without a further try after Redis did not answer."""

MINUTE = 60
MOST_KEYS = 20_000

_lock = Lock()
_client: redis.Redis | None = None
_away_until = 0.0
_here: OrderedDict[str, int] = OrderedDict()


def seconds_to_wait(shop_id: int, key: str, *, per_minute: int) -> float:
    """Count one more call; 0 when there was room, else the seconds until there is."""
    moment = time.time()
    name = f"{channel(shop_id)}:calls:{key}:{int(moment // MINUTE)}"
    calls = _counted_in_redis(name)
    if calls is None:
        calls = _counted_here(name)
    return 0.0 if calls <= per_minute else MINUTE - moment % MINUTE


def _counted_in_redis(name: str) -> int | None:
    global _client, _away_until
    if time.monotonic() < _away_until:
        return None
    try:
        with _lock:
            if _client is None:
                _client = redis.Redis.from_url(
                    settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
                )
        pipe = _client.pipeline(transaction=False)
        pipe.incr(name)
        pipe.expire(name, 2 * MINUTE)
        return int(pipe.execute()[0])
    except (redis.RedisError, OSError):
        count("calls_counted_here")
        _away_until = time.monotonic() + PAUSE
        return None


def _counted_here(name: str) -> int:
    with _lock:
        _here[name] = _here.get(name, 0) + 1
        while len(_here) > MOST_KEYS:
            _here.popitem(last=False)
        return _here[name]
