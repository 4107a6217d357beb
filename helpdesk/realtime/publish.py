"""The one way to announce something. Only ``actions/`` call it, inside their transaction.

An announcement leaves after the commit, waits at most 200 ms for Redis, and never raises: the
truth is in Postgres, and whoever misses a hint finds out by a heartbeat.
"""

import time
from threading import Lock

import redis
from django.conf import settings
from django.db import transaction

from helpdesk.realtime import hub as hubs
from helpdesk.realtime.counters import count
from helpdesk.realtime.events import Event
from helpdesk.realtime.parcel import Closing, Parcel, pack
from helpdesk.realtime.redis_channels import channel, outcome_of

REDIS_PATIENCE = 0.2
"""Seconds that an announcement may wait for Redis."""

REDIS_PAUSE = 1.0
"""Seconds without a further try after Redis did not answer."""

_lock = Lock()
_connection: redis.Redis | None = None
_quiet_until = 0.0


def publish(shop_id: int, *events: Event) -> None:
    """Announce events of one shop once the current transaction has committed."""
    parcel = pack(shop_id, events, origin=hubs.ORIGIN)
    transaction.on_commit(lambda: send_out(parcel), robust=True)


def close_sockets(
    *,
    shop_id: int | None = None,
    membership_id: int | None = None,
    user_id: int | None = None,
    session_key: str | None = None,
    except_session_key: str | None = None,
    code: int = 4401,
) -> None:
    """Close the desk sockets that all given criteria fit, once the transaction has committed."""
    closing = Closing(
        code=code,
        membership_id=membership_id,
        user_id=user_id,
        session_key=session_key,
        except_session_key=except_session_key,
    )
    parcel = Parcel(shop_id=shop_id or 0, closings=(closing,), origin=hubs.ORIGIN)
    transaction.on_commit(lambda: send_out(parcel), robust=True)


def send_out(parcel: Parcel) -> None:
    """To this process's sockets at once, to the others through Redis."""
    local = hubs.running()
    if local is not None:
        local.deliver_threadsafe(parcel)
    _to_redis(parcel)


def _to_redis(parcel: Parcel) -> None:
    global _connection, _quiet_until
    with _lock:
        if time.monotonic() < _quiet_until:
            count("publish", 1, "skipped")
            return
        try:
            if _connection is None:
                _connection = redis.Redis.from_url(
                    settings.REDIS_URL,
                    socket_timeout=REDIS_PATIENCE,
                    socket_connect_timeout=REDIS_PATIENCE,
                )
            _connection.publish(channel(parcel.shop_id), parcel.sealed())
            count("publish", 1, "sent")
        except (redis.RedisError, OSError) as problem:
            count("publish", 1, outcome_of(problem))
            _quiet_until = time.monotonic() + REDIS_PAUSE
