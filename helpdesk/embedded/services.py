"""The demo's own processes: web, worker, beat, and a simulated payment service."""

import hmac
import sys
from collections.abc import Mapping
from pathlib import Path

from .program import Program

STOP_TIMEOUT = 7.0  # seconds; uvicorn gives open requests and sockets 5


def demo_environment(
    environ: Mapping[str, str],
    *,
    urls: tuple[str, str],
    secret_key: str,
    personal_keys: tuple[str, str],
    port: int,
    payments: str = "",
) -> dict[str, str]:
    """What every process of the demo runs with; `urls` is (database, Redis).

    `personal_keys` are those that seal personal data and those that find it; `payments` is where
    the simulated payment service listens.
    """
    return dict(environ) | {
        "DATABASE_URL": urls[0],
        "REDIS_URL": urls[1],
        "SECRET_KEY": secret_key,
        "PERSONAL_DATA_KEYS": personal_keys[0],
        "PERSONAL_DATA_SEARCH_KEYS": personal_keys[1],
        "PAYMENT_SERVICE_URL": payments,
        "PAYMENT_SERVICE_SECRET": derived_secret(secret_key),
        "HELPDESK_DEMO": "1",
        "WEBHOOKS_TO_LOOPBACK": "1",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def derived_secret(secret_key: str) -> str:
    """What the desk and the simulated payment service sign with."""
    return hmac.new(secret_key.encode(), b"helpdesk.payments", "sha256").hexdigest()


def payment_service(root: Path, env: Mapping[str, str], port: int) -> Program:
    """It pays nobody, and keeps its books beside the demo's data."""
    argv = (sys.executable, "-m", "uvicorn", "helpdesk.embedded.payments.app:application")
    own = {
        "SIMULATED_PAYMENTS_BOOKS": str(root / ".demo" / "payments.sqlite"),
        "SIMULATED_PAYMENTS_SECRET": env["PAYMENT_SERVICE_SECRET"],
        "SIMULATED_PAYMENTS_CALLBACK": f"http://127.0.0.1:{env['PORT']}/payments/callback/",
    }
    listen = ("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning")
    return Program("payments", (*argv, *listen), dict(env) | own, root, stop_timeout=STOP_TIMEOUT)


def preparation(root: Path, env: Mapping[str, str]) -> Program:
    """Tables, static files and the demo shop, in one process."""
    argv = (sys.executable, "manage.py", "prepare_demo")
    return Program("prepare", argv, env, root, stop_timeout=5.0)


def services(
    root: Path, env: Mapping[str, str], port: int, *, imitated_redis: bool
) -> list[Program]:
    """The three processes to keep running; they start together and stop together."""
    web = ["uvicorn", "helpdesk.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    web += ["--loop", "uvloop", "--http", "httptools", "--ws", "websockets-sansio"]
    web += ["--ws-per-message-deflate", "false", "--ws-max-size", "65536"]
    web += ["--timeout-graceful-shutdown", "5", "--lifespan", "on", "--no-access-log"]
    web += ["--log-level", "warning"]
    celery = ["celery", "-A", "helpdesk.celery"]
    worker = [*celery, "worker", "--concurrency", "2", "-l", "INFO"]
    # One worker has no neighbours to greet at its start.
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    if imitated_redis:
        worker += ["--pool", "threads"]
    schedule = str(root / ".demo" / "run" / "beat-schedule")
    beat = [*celery, "beat", "-l", "INFO", "--schedule", schedule]
    return [
        Program(name, (sys.executable, "-m", *argv), env, root, stop_timeout=STOP_TIMEOUT)
        for name, argv in (("web", web), ("worker", worker), ("beat", beat))
    ]
