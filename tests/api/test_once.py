"""The same Idempotency-Key is one write, whatever happens on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from helpdesk.accounts.actions import answering_once
from helpdesk.accounts.actions.answering_once import Answer, answer_once, forget_old_answers
from helpdesk.accounts.api_errors import KeyAtWork
from helpdesk.accounts.models import ApiToken, AuditEntry, KeptAnswer
from helpdesk.kernel import clock
from tests.api.conftest import Program, program_of
from tests.cast import Cast

ONE = {"platform": "jd", "nick": "小贝"}
TWO = {"platform": "jd", "nick": "大宝"}


def test_the_same_again_is_answered_with_the_first_answer(cast: Cast, erp: Program) -> None:
    first = erp.put("buyers/", ONE, Idempotency_Key="k1")
    assert first.json()["outcome"] == "created" and "Idempotency-Replayed" not in first
    again = erp.put("buyers/", ONE, Idempotency_Key="k1")
    assert again.json() == first.json() and again["Idempotency-Replayed"] == "true"
    assert erp.put("buyers/", ONE, Idempotency_Key="k2").json()["outcome"] == "unchanged"
    assert AuditEntry.objects.filter(shop=cast.shop, verb="buyer.created").count() == 1


def test_the_same_key_with_another_body_is_refused(cast: Cast, erp: Program) -> None:
    erp.put("buyers/", ONE, Idempotency_Key="k1")
    answer = erp.put("buyers/", TWO, Idempotency_Key="k1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "idempotency_key_reused")
    order = {"platform": "jd", "state": "paid", "created_at": "2026-06-09T10:00:00+08:00"}
    assert erp.put("orders/T1/", order, Idempotency_Key="k1").status_code == 200, "per endpoint"
    assert erp.put("orders/T2/", order, Idempotency_Key="k1").status_code == 409, "per address"
    assert program_of(cast.lan).put("buyers/", TWO, Idempotency_Key="k1").status_code == 200


def test_an_error_keeps_nothing(erp: Program) -> None:
    order = {"platform": "jd", "state": "paid"}
    assert erp.put("orders/T1/", order, Idempotency_Key="k1").status_code == 400
    whole = order | {"created_at": "2026-06-09T10:00:00+08:00"}
    assert erp.put("orders/T1/", whole, Idempotency_Key="k1").json()["outcome"] == "created"


@pytest.mark.parametrize("key", ["", "x" * 81, "键"])
def test_a_key_that_is_none(erp: Program, key: str) -> None:
    answer = erp.put("buyers/", ONE, Idempotency_Key=key.encode().decode("latin-1"))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "idempotency_key_wrong")


def test_after_a_day_it_is_forgotten(erp: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    erp.put("buyers/", ONE, Idempotency_Key="k1")
    erp.put("buyers/", ONE, Idempotency_Key="k2")
    assert forget_old_answers() == 0
    later = clock.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert erp.put("buyers/", TWO, Idempotency_Key="k1").json()["outcome"] == "created"
    assert forget_old_answers() == 1
    assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["k1"]


Race = Callable[[], tuple[list[Answer], int]]


@pytest.fixture
def race(real_cast: Cast) -> Race:
    """Two of the same request at the same moment; their answers, and how often it was done."""
    token = program_of(real_cast.lan).token
    assert token is not None
    done: list[int] = []
    start = Barrier(2, timeout=10)

    def ask(_place: int) -> Answer:
        def work() -> Answer:
            done.append(1)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.3)")
            return Answer(200, {"done": len(done)})

        try:
            start.wait()
            return answer_once(token=token, endpoint="PUT x", key="k", fingerprint="f", work=work)
        finally:
            connection.close()

    def run() -> tuple[list[Answer], int]:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(ask, range(2))), len(done)

    return run


def test_two_at_once_are_done_once(race: Race) -> None:
    answers, times = race()
    assert times == 1
    assert sorted(one.again for one in answers) == [False, True]
    assert [one.body for one in answers] == [{"done": 1}] * 2


def test_without_the_claim_they_are_done_twice(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that the race is one."""
    monkeypatch.setattr(answering_once, "_claimed", lambda *_given: True)
    _answers, times = race()
    assert times == 2


def test_whoever_waits_too_long_is_told_to_come_back(
    real_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering_once, "PATIENCE", "200ms")
    token = program_of(real_cast.lan).token
    assert token is not None
    given: dict[str, Any] = {"token": token, "endpoint": "PUT x", "key": "k", "fingerprint": "f"}

    def second() -> None:
        try:
            answer_once(**given, work=lambda: Answer(200, {}))
        finally:
            connection.close()

    def first() -> Answer:
        with ThreadPoolExecutor(1) as pool, pytest.raises(KeyAtWork) as told:
            pool.submit(second).result()
        assert told.value.status == 409 and told.value.retry_after
        return Answer(200, {"first": True})

    assert answer_once(**given, work=first).body == {"first": True}
    assert answer_once(**given, work=first).again
    assert ApiToken.objects.filter(pk=token.pk).exists()
