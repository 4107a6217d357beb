"""`/healthz` is 200 when every part is alive, else 503 and the name of the part that is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings

from helpdesk import health
from helpdesk.accounts.actions.pulse import beat
from helpdesk.accounts.models import ServicePulse
from helpdesk.kernel import clock

CLOSED_PORT = "redis://127.0.0.1:1/0"
PARTS = {"postgres", "redis", "worker", "beat"}


@pytest.fixture
def alive(db: None) -> None:
    beat("worker")
    beat("beat")


def checks(status: int) -> dict[str, str]:
    answer = Client().get("/healthz")
    assert answer.status_code == status, answer.content
    body = answer.json()
    assert body.keys() == {"status", "checks"}
    assert body["status"] == ("ok" if status == 200 else "failing")
    assert body["checks"].keys() == PARTS
    return dict(body["checks"])


def failing(told: dict[str, str]) -> set[str]:
    return {part for part, answer in told.items() if answer != "ok"}


def test_all_is_well(alive: None) -> None:
    assert checks(200) == dict.fromkeys(PARTS, "ok")


def test_a_service_never_seen_is_named(db: None) -> None:
    beat("worker")
    assert failing(checks(503)) == {"beat"}


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_a_service_that_went_quiet_is_named_with_its_age(alive: None, name: str) -> None:
    ServicePulse.objects.filter(name=name).update(at=clock.now() - timedelta(seconds=60))
    told = checks(503)
    assert failing(told) == {name}
    assert "60 s" in told[name] or "61 s" in told[name]


def test_one_missed_sign_of_life_is_no_alarm(alive: None) -> None:
    ServicePulse.objects.update(at=clock.now() - timedelta(seconds=15))
    assert failing(checks(200)) == set()


@override_settings(REDIS_URL=CLOSED_PORT)
def test_redis_down_is_named(alive: None) -> None:
    told = checks(503)
    assert failing(told) == {"redis"}
    assert "127.0.0.1" not in told["redis"]


def test_postgres_down_is_named_and_the_page_still_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, float | None]:
        raise DatabaseError("connection refused at /secret/path")

    monkeypatch.setattr(health, "service_ages", broken)
    told = checks(503)
    assert told["postgres"] == "no answer"
    assert failing(told) == {"postgres", "worker", "beat"}


def test_several_failures_are_all_named(db: None) -> None:
    with override_settings(REDIS_URL=CLOSED_PORT):
        assert failing(checks(503)) == {"redis", "worker", "beat"}


@contextmanager
def counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def test_it_costs_one_question_and_no_session(alive: None) -> None:
    with counted() as asked:
        answer = Client().get("/healthz")
    assert len(asked) == 1
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(method: str, db: None) -> None:
    assert getattr(Client(), method)("/healthz").status_code == 405


def test_a_head_is_answered_too(alive: None) -> None:
    answer = Client().head("/healthz")
    assert answer.status_code == 200
    assert answer.content == b""
