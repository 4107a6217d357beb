"""`/metrics`: who may read it, what is in it, and that it can be read by the book."""

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from helpdesk.monitoring import installation, sharing
from helpdesk.monitoring.snapshot import Snapshot
from helpdesk.monitoring.timing_pages import TimedHandler
from helpdesk.realtime import counters
from helpdesk.realtime.measures import MEASURES
from tests.cast import Cast

CLOSED_PORT = "redis://127.0.0.1:1/0"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "_known", None)


def read(**headers: str) -> Samples:
    answer = Client().get("/metrics", **headers)
    assert answer.status_code == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    """The one sample of that name that has these labels among its own."""
    found = [
        number
        for (sample, own), number in samples.items()
        if sample == name and labels.items() <= dict(own).items()
    ]
    assert len(found) == 1, (name, labels, found)
    return found[0]


@pytest.mark.parametrize(
    ("token", "extra", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "10.0.3.7"}, 200),
        ("", {"REMOTE_ADDR": "fd00::7"}, 200),
        ("", {"REMOTE_ADDR": "8.8.8.8"}, 404),
        ("", {"REMOTE_ADDR": ""}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ("", {"HTTP_X_REAL_IP": "10.0.0.1"}, 404),
        ("", {"HTTP_FORWARDED": "for=10.0.0.1"}, 404),
        ("", {"HTTP_AUTHORIZATION": "Bearer "}, 200),
        ("s3cret", {}, 404),
        ("s3cret", {"HTTP_AUTHORIZATION": "Bearer s3cre"}, 404),
        ("s3cret", {"HTTP_AUTHORIZATION": "Bearer s3cret", "REMOTE_ADDR": "8.8.8.8"}, 200),
        ("s3cret", {"HTTP_AUTHORIZATION": "Bearer s3crét"}, 404),
    ],
)
def test_who_may_read(
    token: str, extra: dict[str, str], status: int, db: None, settings: LazySettings
) -> None:
    settings.METRICS_TOKEN = token
    # The name by which a scraper knows the container is no name of the desk.
    answer = Client().get("/metrics", HTTP_HOST="web:8000", **extra)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert b"helpdesk_database_up" in answer.content or status == 404


def test_what_is_counted_is_told(cast: Cast) -> None:
    cast.thread("在吗")
    counters.count("publish", 3, "dropped")
    counters.observe("command", 0.004, "thread.fill")
    counters.observe("command", 99.0, "thread.fill")
    told = read()
    assert value(told, "helpdesk_publish_total", outcome="dropped") >= 3
    fills = {"command": "thread.fill"}
    assert value(told, "helpdesk_command_seconds_count", **fills) >= 2
    most = value(told, "helpdesk_command_seconds_count", **fills)
    assert value(told, "helpdesk_command_seconds_bucket", le="+Inf", **fills) == most
    assert value(told, "helpdesk_command_seconds_bucket", le="5", **fills) == most - 1
    assert value(told, "helpdesk_command_seconds_bucket", le="0.0025", **fills) < most - 1
    assert value(told, "helpdesk_command_seconds_sum", **fills) >= 99
    assert value(told, "helpdesk_chats_waiting", **{"for": "an answer"}) >= 1
    assert 0 <= value(told, "helpdesk_chats_longest_wait_seconds", **{"for": "an answer"}) < 60
    assert value(told, "helpdesk_database_up") == value(told, "helpdesk_redis_up") == 1
    assert value(told, "helpdesk_process_memory_bytes") > 10_000_000
    assert value(told, "helpdesk_build_info", version="0.1.0") == 1


def test_other_processes_are_told_of_and_the_dead_forgotten(db: None) -> None:
    other = Snapshot("worker", "worker-elsewhere-7", [(("task_gone",), 1.0), (("threads",), 4.0)])
    sharing.share(other)
    try:
        told = read()
        assert value(told, "helpdesk_process_threads", process=other.process, kind="worker") == 4
        assert value(told, "helpdesk_process_threads", kind="web") >= 1
        sharing._client().delete(sharing._key(other.process))
        assert not [key for key in read() if ("process", other.process) in key[1]]
        assert other.process.encode() not in sharing._client().smembers(sharing._names())
    finally:
        sharing._client().srem(sharing._names(), other.process)


def test_without_redis_and_postgres_it_still_answers(
    db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> dict[str, float | None]:
        raise DatabaseError("connection refused at /secret/path")

    monkeypatch.setattr(installation, "service_ages", broken)
    settings.REDIS_URL = CLOSED_PORT
    told = read()
    assert value(told, "helpdesk_database_up") == value(told, "helpdesk_redis_up") == 0
    assert value(told, "helpdesk_process_threads") >= 1


def test_the_servers_are_asked_once_in_five_seconds(db: None) -> None:
    with CaptureQueriesContext(connection) as first:
        read()
    with CaptureQueriesContext(connection) as second:
        read()
    assert (len(first), len(second)) == (4, 0)


def test_every_measure_says_what_it_is() -> None:
    names = [measure.name for measure in MEASURES.values()]
    assert len(set(names)) == len(names)
    for measure in MEASURES.values():
        assert (measure.kind == "counter") == measure.name.endswith("_total"), measure.name
        assert (measure.kind == "histogram") == bool(measure.bounds), measure.name
        assert list(measure.bounds) == sorted(set(measure.bounds))
        assert measure.meaning and not measure.meaning.endswith("."), measure.name
        assert not set(measure.labels) & {"kind", "process", "le", "shop", "member", "buyer"}


def test_a_request_counts_under_the_name_of_its_address(cast: Cast) -> None:
    handler = TimedHandler()
    for path, status in (("/sign-in/", 200), (f"/chat/{cast.shop.slug}/", 200), ("/no/13812", 404)):
        assert handler.get_response(RequestFactory().get(path)).status_code == status
    told = counters.times()
    for route, status in (("sign-in", "200"), ("chat", "200"), ("none", "404")):
        assert sum(told["page", route, status][:-1]) >= 1
    assert not [key for key in told if cast.shop.slug in "".join(key) or "13812" in "".join(key)]
