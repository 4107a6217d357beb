"""What a program can get wrong about the request itself, and how fast it may go."""

from typing import Any

import pytest
import redis

from helpdesk.accounts import rate_counter
from helpdesk.accounts.actions.policies import set_policy
from tests.api.conftest import Program, program_of
from tests.cast import Cast

DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "request_wrong"),
        (b"{", "body_unreadable"),
        (b"\xff\xfe{}", "body_unreadable"),
        (b'{"orders": NaN}', "body_unreadable"),
        (b'{"a": 1, "a": 2}', "body_unreadable"),
        (b'{"a": ' + b"9" * 5000 + b"}", "body_unreadable"),
        (DEEP, "body_unreadable"),
        (b'"words"', "request_wrong"),
        (b"null", "request_wrong"),
        (b"[1]", "request_wrong"),
    ],
)
def test_a_body_that_cannot_be_read(erp: Program, body: bytes, code: str) -> None:
    answer = erp.put("buyers/", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_too_much_is_refused_unread(erp: Program) -> None:
    answer = erp.put("buyers/", b" " * 2_600_000)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")


def test_other_kinds_methods_and_addresses(erp: Program) -> None:
    words = {"Authorization": f"Bearer {erp.word}"}
    sent = erp.client.put("/api/v1/buyers/", "a=b", content_type="text/plain", headers=words)
    assert (sent.status_code, sent.json()["error"]["code"]) == (415, "body_type_unknown")
    assert erp.ask("DELETE", "orders/").json()["error"]["code"] == "method_unknown"
    assert erp.get("orders/", Accept="text/html").status_code == 406
    lost = erp.get("nowhere/")
    assert (lost.status_code, lost.json()["error"]["code"]) == (404, "not_found")
    assert "no-store" in erp.get("shop/")["Cache-Control"]


@pytest.fixture
def ten_a_minute(cast: Cast) -> None:
    rule = {"shop_id": cast.shop.pk, "name": "api.requests_per_minute", "source": ""}
    set_policy(actor=None, value=10, **rule)


def calls(program: Program, count: int) -> list[int]:
    return [program.get("shop/").status_code for _ in range(count)]


def test_too_fast_says_when_to_come_back(
    cast: Cast, erp: Program, ten_a_minute: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_counter.time, "time", lambda: 60 * 1_000_000 + 15.0)
    assert calls(erp, 11) == [200] * 10 + [429]
    answer = erp.get("shop/")
    assert answer["Retry-After"] == "45"
    error = answer.json()["error"]
    assert (error["code"], error["retry_after"]) == ("too_fast", 45.0) and "10" in error["message"]
    assert calls(program_of(cast.lan), 1) == [200], "another token has its own minute"
    monkeypatch.setattr(rate_counter.time, "time", lambda: 60 * 1_000_001 + 1.0)
    assert calls(erp, 1) == [200]


def test_without_redis_each_process_counts_for_itself(
    erp: Program, ten_a_minute: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def pipeline(self, **_options: Any) -> Any:
            raise redis.ConnectionError("away")

    monkeypatch.setattr(rate_counter, "_client", Away())
    monkeypatch.setattr(rate_counter, "_away_until", 0.0)
    monkeypatch.setattr(rate_counter.time, "time", lambda: 60 * 2_000_000 + 15.0)
    assert calls(erp, 11) == [200] * 10 + [429]


def test_the_shop_and_its_rules(cast: Cast, erp: Program) -> None:
    told = erp.get("shop/").json()
    assert told["shop"]["slug"] == cast.shop.slug
    assert told["token"]["member"] == "兰姐"
    rules = {one["name"]: one for one in erp.get("policies/").json()["results"]}
    assert rules["api.requests_per_minute"]["value"] == 600
    assert "600" in rules["api.requests_per_minute"]["sentence"]


def test_the_record_page_by_page(cast: Cast, erp: Program, olegs: Program) -> None:
    first = erp.get("audit/?limit=2").json()
    rest = erp.get(f"audit/?limit=200&cursor={first['next']}").json()
    ids = [one["id"] for one in [*first["results"], *rest["results"]]]
    assert ids == sorted(ids, reverse=True) and len(ids) == len(set(ids)) > 4
    theirs = {one["id"] for one in olegs.get("audit/?limit=200").json()["results"]}
    assert not theirs & set(ids)
