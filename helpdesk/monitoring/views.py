"""`GET /metrics` for those who watch, `GET /readyz` for whoever sends us people."""

import redis
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.monitoring import sharing
from helpdesk.monitoring.exposition import CONTENT_TYPE, exposition
from helpdesk.monitoring.installation import installation_figures
from helpdesk.monitoring.readers import may_read
from helpdesk.monitoring.readiness import lacking


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of every process and of the installation, whichever process is asked."""
    if not may_read(request):
        raise Http404
    mine = sharing.own()
    try:
        everybody = sharing.shared(mine)
    except (redis.RedisError, OSError):
        everybody = [mine]
    text = exposition([*everybody, installation_figures()])
    return HttpResponse(text, content_type=CONTENT_TYPE)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when people may be sent here, else 503 and what is lacking.

    Unlike `/healthz` it asks nothing of Redis, worker and beat: chat goes on without them.
    """
    problems = lacking()
    body = {"status": "not ready" if problems else "ready", "lacking": problems}
    return JsonResponse(body, status=503 if problems else 200)
