"""The simulated payment service as a process of its own, and its books."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from aftersales.gateways.payment_service import PaymentService
from aftersales.models import Refund
from helpdesk.embedded.redis import free_port

ROOT = Path(__file__).resolve().parents[2]
SECRET = "between-us-two"


class Simulated:
    """One service on a free port; `start` again after `kill` finds the same books."""

    def __init__(self, folder: Path, callback: str = "") -> None:
        self.port, self._books = free_port(), folder / "books.sqlite"
        self._env = {
            **os.environ,
            "SIMULATED_PAYMENTS_BOOKS": str(self._books),
            "SIMULATED_PAYMENTS_SECRET": SECRET,
            "SIMULATED_PAYMENTS_CALLBACK": callback,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def gateway(self, seconds: float = 5.0) -> PaymentService:
        return PaymentService(self.url, SECRET, seconds)

    def start(self) -> None:
        argv = [sys.executable, "-m", "uvicorn", "helpdesk.embedded.payments.app:application"]
        argv += ["--port", str(self.port), "--log-level", "warning"]
        self._process = subprocess.Popen(argv, cwd=ROOT, env=self._env)
        until = time.monotonic() + 60
        while True:
            try:
                return self._open("/healthz", None)
            except OSError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def told(self, **faults: Any) -> None:
        """Let it do wrong from now on; what is not named is right again."""
        right = {
            "delay_ms": 0,
            "fail_before": 0,
            "fail_after": 0,
            "refuse": 0,
            "pending": 0,
            "callbacks": "once",
        }
        self._open("/faults", {**right, **faults})

    def decide(self, refund: Refund, state: str) -> None:
        self._open("/decide", {"key": str(refund.key), "state": state})

    def rewrite(self, refund: Refund, column: str, value: str) -> None:
        """Tamper with its books, as no call could."""
        with contextlib.closing(sqlite3.connect(self._books)) as books, books:
            books.execute(
                f"UPDATE refunds SET {column} = ? WHERE key = ?", (value, str(refund.key))
            )

    def paid(self, refund: Refund) -> list[int]:
        """What it has paid for this order, whatever the key: one sum, or it was twice."""
        return [
            one.answer.fen
            for one in self.gateway().movements(refund.made_at)
            if one.answer.said == "paid" and one.key in self._keys(refund)
        ]

    def _keys(self, refund: Refund) -> set[str]:
        refunds = Refund.objects.filter(shop_id=refund.shop_id, case_id=refund.case_id)
        return {str(key) for key in refunds.values_list("key", flat=True)}

    def _open(self, path: str, body: dict[str, Any] | None) -> None:
        data = None if body is None else json.dumps(body).encode()
        urllib.request.urlopen(
            urllib.request.Request(self.url + path, data=data), timeout=5
        ).close()
