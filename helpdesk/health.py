"""`GET /healthz`: is every part alive? 200, or 503 naming the part that is not."""

import redis
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.queries.health import service_ages

TOO_OLD = 20.0
"""Seconds after which a worker or beat that gave no sign of life counts as missing; they give
one every five."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """``{"status": "ok" | "failing", "checks": {part: "ok" | what is wrong}}``."""
    checks = {"postgres": "ok", "redis": _redis()}
    ages: dict[str, float | None] = {}
    try:
        ages = service_ages()
    except Error:
        checks["postgres"] = "no answer"
    for name in ("worker", "beat"):
        age = ages.get(name)
        if age is None:
            checks[name] = "no sign of life"
        else:
            checks[name] = "ok" if age <= TOO_OLD else f"last sign of life {age:.0f} s ago"
    healthy = all(answer == "ok" for answer in checks.values())
    body = {"status": "ok" if healthy else "failing", "checks": checks}
    return JsonResponse(body, status=200 if healthy else 503)


def _redis() -> str:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as connection:
            connection.ping()
    except (redis.RedisError, OSError):
        return "no answer"
    return "ok"
