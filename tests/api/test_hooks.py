"""Orders pushed with a signature: genuine ones once, everything else refused with one sentence."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from helpdesk.accounts.actions.order_sources import (
    forget_old_deliveries,
    make_source,
    revoke_source,
    rotate_secret,
)
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.api_errors import HookReplayed
from helpdesk.accounts.hook_signing import signature_of
from helpdesk.accounts.models import AuditEntry, OrderDelivery, OrderSource
from helpdesk.commerce.actions import receiving
from helpdesk.commerce.actions.receiving import receive_orders
from helpdesk.commerce.models import Order
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.kernel import clock
from tests.cast import Cast

ORDER = {
    "number": "T1",
    "platform": "taobao",
    "state": "paid",
    "created_at": "2026-06-09T10:00:00+08:00",
}


class Sender:
    """The other side: signs as docs/api.md says."""

    def __init__(self, source: OrderSource, secret: str) -> None:
        self.source, self.secret = source, secret

    def push(
        self,
        body: Any = None,
        *,
        delivery: str = "",
        age: int = 0,
        secret: str = "",
        tampered: bytes = b"",
        **headers: str,
    ) -> Any:
        sent = body if isinstance(body, bytes) else json.dumps(body or {"orders": [ORDER]}).encode()
        stamp = str(int(clock.now().timestamp()) - age)
        made = signature_of(secret or self.secret, timestamp=stamp, body=sent)
        told = {
            "X-Helpdesk-Timestamp": stamp,
            "X-Helpdesk-Delivery": delivery or get_random_string(12),
            "X-Helpdesk-Signature": f"sha256={made}",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        return Client().generic(
            "POST",
            f"/api/hooks/orders/{self.source.key}/",
            tampered or sent,
            content_type="application/json",
            headers=told,
        )


@pytest.fixture
def sender(cast: Cast) -> Sender:
    return Sender(*make_source(actor=cast.lan.user, shop_id=cast.shop.pk, name="打单软件"))


def code_of(answer: Any) -> tuple[int, str]:
    error = answer.json()["error"]
    assert error["message"] and error["action"]
    return answer.status_code, error["code"]


def test_what_is_signed_is_stored(cast: Cast, sender: Sender) -> None:
    answer = sender.push(delivery="d-1")
    assert answer.status_code == 200
    assert answer.json()["counts"] == {"created": 1, "changed": 0, "unchanged": 0, "refused": 0}
    assert Order.objects.get(shop=cast.shop).number == "T1"
    line = OrderDelivery.objects.get()
    assert (line.result, line.delivery, line.counts["created"]) == ("stored", "d-1", 1)
    entry = AuditEntry.objects.get(shop=cast.shop, verb="order.batch_stored")
    assert entry.actor_name == "接口 打单软件"


def test_a_wrong_row_is_refused_alone(cast: Cast, sender: Sender) -> None:
    told = sender.push({"orders": [ORDER, ORDER | {"number": "T2", "state": "gone"}, 7]}).json()
    assert told["counts"] == {"created": 1, "changed": 0, "unchanged": 0, "refused": 2}
    assert OrderDelivery.objects.get().counts == told["counts"]


def test_a_replay_is_refused_and_names_the_first_result(cast: Cast, sender: Sender) -> None:
    sender.push(delivery="d-1")
    again = sender.push({"orders": [ORDER | {"state": "closed"}]}, delivery="d-1")
    assert code_of(again) == (409, "hook_replayed")
    said = again.json()["error"]["message"]
    assert "d-1" in said and "新增 1" in said
    assert Order.objects.get(shop=cast.shop).state == "paid"


def test_the_same_call_under_another_number_is_a_replay(sender: Sender) -> None:
    """The number is not signed; the signature is remembered too."""
    stamp = str(int(clock.now().timestamp()))
    body = json.dumps({"orders": [ORDER]}).encode()
    made = signature_of(sender.secret, timestamp=stamp, body=body)
    headers = {"X_Helpdesk_Timestamp": stamp, "X_Helpdesk_Signature": made}
    assert sender.push(body, delivery="d-1", **headers).status_code == 200
    assert code_of(sender.push(body, delivery="d-2", **headers)) == (409, "hook_replayed")


def test_forged_old_and_early_ones(sender: Sender) -> None:
    assert code_of(sender.push(secret="whs_guess")) == (401, "hook_signature_wrong")
    changed = json.dumps({"orders": [ORDER | {"number": "T9"}]}).encode()
    assert code_of(sender.push(tampered=changed)) == (401, "hook_signature_wrong")
    assert code_of(sender.push(age=301)) == (401, "hook_too_old")
    assert sender.push(age=295).status_code == 200
    assert code_of(sender.push(age=-70)) == (401, "hook_from_the_future")
    later = str(int(clock.now().timestamp()) + 1)
    moved = sender.push(X_Helpdesk_Timestamp=later)
    assert code_of(moved) == (401, "hook_signature_wrong"), "the time is signed"


@pytest.mark.parametrize("name", ["Timestamp", "Delivery", "Signature"])
@pytest.mark.parametrize("value", ["", "\x01", "9" * 90])
def test_a_header_that_is_missing_or_nonsense(sender: Sender, name: str, value: str) -> None:
    answer = sender.push(**{f"X_Helpdesk_{name}": value})
    assert answer.status_code in {400, 401}
    assert not Order.objects.exists()


def test_bodies_that_are_none(sender: Sender) -> None:
    assert code_of(sender.push(b"{")) == (400, "body_unreadable")
    assert code_of(sender.push(b"[]")) == (400, "request_wrong")
    assert code_of(sender.push({"orders": [ORDER] * 501})) == (400, "request_wrong")
    assert code_of(sender.push(b" " * 2_600_000)) == (413, "body_too_large")
    assert sender.push(delivery="again").status_code == 200
    assert OrderDelivery.objects.filter(result="refused").count() == 4


def test_a_refused_delivery_may_come_again(sender: Sender) -> None:
    assert sender.push(b"{", delivery="d-1").status_code == 400
    assert sender.push(delivery="d-1").status_code == 200


def test_an_unknown_or_revoked_address(cast: Cast, sender: Sender) -> None:
    revoke_source(actor=cast.lan.user, source=sender.source)
    assert code_of(sender.push()) == (404, "source_unknown")
    sender.source.key = "never"
    assert code_of(sender.push()) == (404, "source_unknown")


def test_a_new_secret_and_the_old_one_for_a_day(
    cast: Cast, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = sender.secret, rotate_secret(actor=cast.lan.user, source=sender.source)
    assert old != new
    assert sender.push(secret=old).status_code == 200
    assert sender.push({"orders": [ORDER | {"state": "shipped"}]}, secret=new).status_code == 200
    later = clock.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr("helpdesk.commerce.api.hooks.now", lambda: later)
    assert code_of(sender.push(secret=old)) == (401, "hook_signature_wrong")
    assert sender.push(secret=new).status_code == 200


def test_too_many_pushes(cast: Cast, sender: Sender) -> None:
    rule = {"shop_id": cast.shop.pk, "name": "api.pushes_per_minute", "source": ""}
    set_policy(actor=None, value=1, **rule)
    answers = [sender.push() for _ in range(3)]
    assert code_of(answers[-1]) == (429, "too_fast")
    assert int(answers[-1]["Retry-After"]) <= 60


def test_the_owner_reads_what_came(cast: Cast, sender: Sender) -> None:
    sender.push(delivery="d-1")
    sender.push(b"{", delivery="d-2")
    browser = Client()
    browser.force_login(cast.lan.user)
    page = browser.get("/settings/api/").content.decode()
    assert "d-1" in page and "新增 1" in page and "body_unreadable" in page
    assert sender.secret not in page
    shown = browser.post("/settings/api/sources/", {"source": "ERP"}).context["shown"]
    assert shown["value"].startswith("whs_")
    address = f"/settings/api/sources/{sender.source.pk}/secret/"
    renewed = browser.post(address).context["shown"]["value"]
    assert sender.push({"orders": [ORDER | {"memo": "x"}]}, secret=renewed).status_code == 200
    assert browser.post(f"/settings/api/sources/{sender.source.pk}/revoke/").status_code == 302
    assert sender.push().status_code == 404


def test_the_log_is_cleared(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    sender.push(delivery="d-1")
    sender.push(b"{")
    for days, left in ((6, 2), (8, 1), (31, 0)):
        later = clock.now() + timedelta(days=days)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "now", lambda later=later: later)
            forget_old_deliveries()
        assert OrderDelivery.objects.count() == left


Race = Callable[[], list[str]]


@pytest.fixture
def race(real_cast: Cast) -> Race:
    source, _secret = make_source(
        actor=real_cast.lan.user, shop_id=real_cast.shop.pk, name="打单软件"
    )
    facts = OrderFacts(number="T1", platform="jd", state="paid", created_at=clock.now())
    start = Barrier(2, timeout=10)

    def push(place: int) -> str:
        try:
            start.wait()
            signature = str(place) * 64
            given = {"source": source, "delivery": "d-1", "signature": signature, "size": 1}
            receive_orders(**given, orders=[facts])
            return "stored"
        except HookReplayed as problem:
            return problem.code
        finally:
            connection.close()

    def run() -> list[str]:
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(push, range(2)))

    return run


def test_two_of_one_delivery_at_once_are_stored_once(race: Race) -> None:
    assert race() == ["hook_replayed", "stored"]


def test_without_the_claim_both_are_stored(race: Race, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that the race is one."""
    monkeypatch.setattr(receiving, "_claimed", lambda *_given: OrderDelivery())
    assert race() == ["stored", "stored"]


def test_the_owner_reads_what_to_do_about_a_refusal(
    cast: Cast, sender: Sender, client: Client
) -> None:
    assert code_of(sender.push(age=301)) == (401, "hook_too_old")
    client.force_login(cast.lan.user)
    assert "校一下发送方的时钟" in client.get("/settings/api/").text
