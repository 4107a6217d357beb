"""The gateway to a payment service that speaks docs/aftersales.md#payment-service over HTTP."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

from aftersales.amounts import LARGEST
from aftersales.gateways.answers import Answer, Movement, Order, RefundGateway, Said
from aftersales.signing import signed

SECONDS = 10.0
"""For one call in all."""

MOST_BYTES = 1_000_000
STATES = {"paid": Said.PAID, "refused": Said.REFUSED, "pending": Said.PENDING}
POOL = urllib3.PoolManager(maxsize=4, retries=False)


@dataclass(frozen=True, slots=True)
class PaymentService:
    """One service at an address, with the secret that both sides sign with."""

    address: str
    secret: str
    seconds: float = SECONDS

    def pay(self, order: Order) -> Answer:
        body = {
            "key": str(order.key),
            "shop": order.shop,
            "order": order.order_number,
            "fen": order.fen,
        }
        return self._answer("POST", "/refunds", body)

    def ask(self, key: UUID) -> Answer:
        return self._answer("GET", f"/refunds/{key}")

    def movements(self, since: datetime) -> Iterator[Movement]:
        after = ""
        while True:
            path = f"/refunds?since={int(since.timestamp())}&after={after}"
            try:
                code, page = self._call("GET", path)
            except (HTTPError, ValueError) as problem:
                raise OSError(f"the payment service: {type(problem).__name__}") from problem
            if code != 200 or not isinstance(page.get("refunds"), list):
                raise OSError(f"the payment service answered {code}")
            for one in page["refunds"]:
                yield Movement(str(one.get("key")), str(one.get("shop")), _read(one))
            after = str(page.get("after") or "")
            if not after:
                return

    def _answer(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        try:
            code, said = self._call(method, path, body)
        except (HTTPError, OSError, ValueError) as problem:
            return Answer(Said.NO_ANSWER, problem=type(problem).__name__)
        if code == 404:
            return Answer(Said.UNKNOWN)
        if code == 200:
            return _read(said)
        if code == 422 and method == "POST":  # it understood, and will never pay this key
            return Answer(Said.REFUSED, problem=_words(said, "problem", 200) or str(code))
        return Answer(Said.NO_ANSWER, problem=str(code))

    def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        raw = b"" if body is None else json.dumps(body).encode()
        timestamp = str(int(time.time()))
        proof = signed(self.secret, timestamp=timestamp, body=path.encode() + b"\n" + raw)
        response = POOL.request(
            method,
            self.address.rstrip("/") + path,
            body=raw or None,
            headers={
                "Content-Type": "application/json",
                "X-Timestamp": timestamp,
                "X-Signature": proof,
            },
            timeout=urllib3.Timeout(total=self.seconds),
            redirect=False,
            preload_content=False,
        )
        with response:
            raw = response.read(MOST_BYTES)
        said = json.loads(raw or b"{}")
        return response.status, said if isinstance(said, dict) else {}


def _read(said: Mapping[str, Any]) -> Answer:
    """A book entry; one that makes no sense is no answer."""
    state, fen = STATES.get(str(said.get("state"))), said.get("fen")
    if state is None or isinstance(fen, bool) or not isinstance(fen, int):
        return Answer(Said.NO_ANSWER, problem="unreadable")
    if not 1 <= fen <= LARGEST:
        return Answer(Said.NO_ANSWER, problem="unreadable")
    return Answer(state, fen, _words(said, "reference", 64), _words(said, "problem", 200))


def _words(said: Mapping[str, Any], name: str, most: int) -> str:
    """What stands there, without what Postgres cannot hold."""
    return "".join(sign for sign in str(said.get(name, "")) if sign.isprintable())[:most]


def is_connected() -> bool:
    """Whether this installation has a payment service."""
    return bool(settings.PAYMENT_SERVICE_URL)


def gateway() -> RefundGateway | None:
    """The service of this installation; None where none is connected and people pay by hand."""
    if not is_connected():
        return None
    return PaymentService(settings.PAYMENT_SERVICE_URL, settings.PAYMENT_SERVICE_SECRET)
