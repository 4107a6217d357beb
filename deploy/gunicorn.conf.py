"""Pages in production: gunicorn's threads (measured 3 times faster than pages under ASGI)."""

import os
from typing import Any

bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60  # seconds a worker may be silent
graceful_timeout = 20
keepalive = 30  # longer than the proxy keeps an idle connection would be wasted
max_requests = 20_000  # a slow leak anywhere ends here
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm"  # a heartbeat file on disk can stall a worker
accesslog = None  # the proxy keeps it
errorlog = "-"
# One JSON object a line with the numbers of people masked, as every other process.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "helpdesk.kernel.jsonlog.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "INFO", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "INFO", "handlers": [], "propagate": True},
    },
}


def post_worker_init(worker: Any) -> None:
    """Each process of pages shares its figures (helpdesk/monitoring)."""
    from helpdesk.monitoring import sharing

    sharing.start("web")
