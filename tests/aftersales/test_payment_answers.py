"""What the gateway makes of what a payment service, or whoever stands before it, answers."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from aftersales.gateways.answers import Answer, Order, Said
from aftersales.gateways.payment_service import PaymentService
from helpdesk.kernel.clock import now

ORDER = Order(uuid4(), "xiaoman", "7", 3_000)
ENTRY = {"state": "paid", "fen": 3_000, "reference": "SIM1", "problem": ""}


class Answering(BaseHTTPRequestHandler):
    """Says what it was told to, whatever it is asked."""

    code, body = 200, b"{}"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.code)
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def gateway() -> Iterator[PaymentService]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield PaymentService(f"http://127.0.0.1:{server.server_port}", "secret", 5.0)
    server.shutdown()
    server.server_close()


def told(code: int, body: object) -> None:
    Answering.code, Answering.body = code, json.dumps(body).encode()


@pytest.mark.parametrize("code", [301, 400, 401, 403, 409, 422, 429, 500, 502])
def test_asking_never_hears_a_refusal_from_a_code(gateway: PaymentService, code: int) -> None:
    """What was paid, its answer lost, would be paid again under another key."""
    told(code, {"problem": "no"})
    assert gateway.ask(ORDER.key).said is Said.NO_ANSWER
    wanted = Said.REFUSED if code == 422 else Said.NO_ANSWER
    assert gateway.pay(ORDER).said is wanted


@pytest.mark.parametrize(
    "wrong", [{"fen": 0}, {"fen": -1}, {"fen": 10**30}, {"fen": True}, {"fen": 3e3}, {"state": "?"}]
)
def test_an_entry_that_makes_no_sense_is_no_answer(gateway: PaymentService, wrong: Any) -> None:
    told(200, {**ENTRY, **wrong})
    assert gateway.pay(ORDER) == Answer(Said.NO_ANSWER, problem="unreadable")


def test_words_that_cannot_be_kept_do_not_hold_up_the_money(gateway: PaymentService) -> None:
    told(200, {**ENTRY, "reference": "SIM\x001\ud800", "problem": "a\nb"})
    assert gateway.ask(ORDER.key) == Answer(Said.PAID, 3_000, "SIM1", "ab")


def test_books_that_cannot_be_read_are_away(gateway: PaymentService) -> None:
    Answering.code, Answering.body = 200, b"<html>"
    with pytest.raises(OSError):
        list(gateway.movements(now()))
    with pytest.raises(OSError):
        list(PaymentService("http://127.0.0.1:9", "secret").movements(now()))
