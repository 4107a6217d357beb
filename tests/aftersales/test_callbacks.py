"""Callbacks: a hint to ask, whoever sends them and however often."""

import json
import time
from uuid import uuid4

import pytest
from django.test import Client

from aftersales.models import Refund
from aftersales.signing import signed
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import owed
from tests.aftersales.service import SECRET
from tests.cast import Cast


@pytest.fixture(autouse=True)
def secret(settings: object) -> None:
    settings.PAYMENT_SERVICE_SECRET = SECRET  # type: ignore[attr-defined]


def told(body: bytes, *, at: float | None = None, secret: str = SECRET) -> tuple[int, str]:
    timestamp = str(int(at or time.time()))
    answer = Client().post(
        "/payments/callback/",
        body,
        content_type="application/json",
        headers={
            "X-Timestamp": timestamp,
            "X-Signature": signed(secret, timestamp=timestamp, body=body),
        },
    )
    said = answer.json()
    if "error" in said:  # whoever reads it in a log knows that nothing happened, and what to do
        assert "什么都没有改" in said["error"]["message"] and said["error"]["action"]
    return answer.status_code, said.get("refund") or said["error"]["code"]


def test_a_callback_only_lets_us_ask_sooner(cast: Cast) -> None:
    refund = Refund.objects.get(case=owed(cast))
    later = now().replace(year=2099)
    Refund.objects.filter(pk=refund.pk).update(state="sent", due_at=later)
    lie = json.dumps({"key": str(refund.key), "state": "paid", "fen": 1}).encode()
    for _ in range(2):  # doubled
        assert told(lie) == (200, "asking")
    refund.refresh_from_db()
    assert refund.state == "sent" and refund.due_at < later
    Refund.objects.filter(pk=refund.pk).update(due_at=later)
    assert told(lie, secret="mine") == (401, "callback_forged")
    assert told(lie, at=time.time() - 3600) == (409, "callback_late")
    assert told(json.dumps({"key": str(uuid4())}).encode()) == (404, "callback_unknown")
    for unread in (b"{", b"[]", b'{"key": 7}', b'{"key": "x"}', b"x" * 20_000):
        assert told(unread) == (400, "callback_unread")
    refund.refresh_from_db()
    assert (refund.state, refund.due_at) == ("sent", later)
    Refund.objects.filter(pk=refund.pk).update(state="paid", settled_at=now())
    assert told(lie) == (200, "settled")


def test_without_a_secret_nobody_is_believed(cast: Cast, settings: object) -> None:
    settings.PAYMENT_SERVICE_SECRET = ""  # type: ignore[attr-defined]
    assert told(b"{}", secret="") == (401, "callback_forged")
