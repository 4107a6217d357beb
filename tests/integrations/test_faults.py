"""Real workers that are killed, a Redis that forgets, and two sweeps at the same moment."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import redis
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from helpdesk.integrations.actions import claiming, delivering
from helpdesk.integrations.actions.claiming import claim_due
from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.models import DeliveryState, WebhookDelivery
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.conversations.test_races import at_once
from tests.integrations.conftest import deliveries_of, endpoint_of
from tests.integrations.receiver import PATIENCE, Receiver, code

ROOT = Path(__file__).parents[2]
STARTED = ("conversation.started",)
OWN_REDIS = settings.REDIS_URL.rsplit("/", 1)[0] + "/7"


@contextmanager
def worker(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A real Celery worker with its beat, on this test's database."""
    name = str(connection.settings_dict["NAME"])
    parts = conninfo_to_dict(settings.DATABASE_URL) | {"dbname": name}
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
        "DATABASE_URL": make_conninfo(**parts),
        "REDIS_URL": OWN_REDIS,
        "SECRET_KEY": settings.SECRET_KEY,
        "WEBHOOKS_TO_LOOPBACK": "1",
    }
    argv = ["celery", "-A", "helpdesk.celery", "worker", "--beat", "--concurrency", "1"]
    argv += ["--schedule", str(folder / "beat"), "-l", "WARNING", "--without-mingle"]
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *argv],
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 of the worker and of its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def until_delivered(cast: Cast) -> WebhookDelivery:
    end = time.monotonic() + PATIENCE
    while True:
        [row] = deliveries_of(cast.lan)
        if row.state == DeliveryState.DELIVERED:
            return row
        assert time.monotonic() < end, row.state
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def own_redis() -> Iterator[Any]:
    with redis.Redis.from_url(OWN_REDIS) as line:
        line.flushdb()
        yield line
        line.flushdb()


@pytest.mark.fault
def test_a_worker_killed_in_the_middle_sends_it_again_later(
    real_cast: Cast, receiver: Receiver, tmp_path: Path
) -> None:
    arrived = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        arrived.set()
        time.sleep(5)

    receiver.answer = hang
    endpoint_of(real_cast.lan, receiver.address, kinds=STARTED)
    real_cast.thread()
    with worker(tmp_path) as process:
        assert arrived.wait(PATIENCE)
        kill(process)
        [row] = deliveries_of(real_cast.lan)
        assert row.state == DeliveryState.WAITING and row.attempts == 1
        assert 30 < (row.due_at - clock.now()).total_seconds() <= 60
    receiver.answer = code(200, "ok")
    WebhookDelivery.objects.filter(pk=row.pk).update(due_at=clock.now())  # a minute later
    with worker(tmp_path):
        assert until_delivered(real_cast).attempts == 2
    first, second = receiver.requests
    assert first.headers["Helpdesk-Delivery"] == second.headers["Helpdesk-Delivery"]
    assert first.body == second.body


@pytest.mark.fault
def test_a_redis_that_forgets_costs_time_alone(
    real_cast: Cast, receiver: Receiver, tmp_path: Path, own_redis: Any
) -> None:
    endpoint_of(real_cast.lan, receiver.address, kinds=STARTED)
    real_cast.thread()
    own_redis.rpush("celery", "a hint that is lost")
    own_redis.flushdb()
    with worker(tmp_path):
        assert until_delivered(real_cast).attempts == 1
    assert len(receiver.requests) == 1


def owed(cast: Cast, receiver: Receiver, count: int) -> None:
    endpoint_of(cast.lan, receiver.address, kinds=STARTED)
    for _ in range(count):
        cast.thread()


def claims_of_two(barrier: threading.Barrier | None = None) -> list[int]:
    """What two workers claim at the same moment; both have read before one writes."""

    def claim() -> list[int]:
        if barrier is not None:
            barrier.wait(10)
        return [one.id for one in claim_due(room=4)]

    results = at_once(claim, claim)
    return [pk for ids in results for pk in ids]


def test_two_sweeps_never_claim_the_same(real_cast: Cast, receiver: Receiver) -> None:
    owed(real_cast, receiver, 8)
    claimed = claims_of_two(threading.Barrier(2))
    while more := claims_of_two():
        claimed += more
    assert len(claimed) == len(set(claimed)) == 8


def test_with_the_lock_off_they_do(real_cast: Cast, receiver: Receiver) -> None:
    """Both read what is due, then both write: without the lock nobody notices."""
    owed(real_cast, receiver, 4)
    halves = claiming.CLAIM_SQL.format(lock="").split("UPDATE integrations_webhookdelivery d")
    read = halves[0].rstrip().removesuffix(")").replace("WITH due AS (", "", 1)
    gate = threading.Barrier(2)

    def claim() -> list[int]:
        moment = clock.now()
        values = {"now": moment, "each": 4, "busy": [], "room": 4}
        with connection.cursor() as cursor:
            cursor.execute(read, values)
            ids = [row[0] for row in cursor.fetchall()]
        gate.wait(10)
        WebhookDelivery.objects.filter(pk__in=ids).update(due_at=moment + claiming.CLAIM)
        return ids

    ids = [pk for found in at_once(claim, claim) for pk in found]
    assert len(ids) == 8 and len(set(ids)) == 4, "with the lock off both believe that it is theirs"


def test_two_real_sweeps_send_each_once(real_cast: Cast, receiver: Receiver) -> None:
    owed(real_cast, receiver, 30)
    with patch.object(delivering.settings, "WEBHOOK_SWEEPS", 2, create=True):
        sent = at_once(deliver_due, deliver_due)
    assert sum(sent) == 30
    keys = [request.headers["Helpdesk-Delivery"] for request in receiver.requests]
    assert len(keys) == len(set(keys)) == 30


def test_a_second_sweep_leaves_where_one_is_enough(real_cast: Cast, receiver: Receiver) -> None:
    """So that slow receivers never take every worker of the installation."""
    receiver.answer = slow
    owed(real_cast, receiver, 1)
    done = at_once(deliver_due, lambda: receiver.wait_for(1) and deliver_due())
    assert sorted(done) == [0, 1]


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)
    code(200)(handler)
