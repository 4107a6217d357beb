"""`/readyz`: 200 when people may be sent here."""

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from helpdesk.monitoring import readiness


@pytest.fixture(autouse=True)
def just_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_tables_are_there", False)
    monkeypatch.setattr(readiness, "_serves_sockets", False)


def lacking(status: int) -> list[str]:
    answer = Client().get("/readyz")
    assert answer.status_code == status, answer.content
    return list(answer.json()["lacking"])


def test_it_needs_neither_redis_nor_worker_nor_beat(db: None, settings: LazySettings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert lacking(200) == []


def test_a_migration_that_was_not_applied_is_named(db: None) -> None:
    applied = MigrationRecorder(connection).migration_qs.filter(app="conversations")
    last = applied.order_by("-name")[0]
    last.delete()
    assert lacking(503) == [f"migrations not applied: conversations.{last.name}"]


def test_no_database_is_no_readiness(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def broken() -> list[str]:
        raise OperationalError("refused at /secret/path")

    monkeypatch.setattr(readiness, "_missing_migrations", broken)
    assert lacking(503) == ["postgres: no answer"]


def test_sockets_without_their_pool_take_nobody(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_serves_sockets", True)
    monkeypatch.setattr(readiness.database, "_pool", None)
    assert lacking(503) == ["the sockets' database pool is closed"]
