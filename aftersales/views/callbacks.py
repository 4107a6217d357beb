"""Where the payment service tells that something happened to a refund."""

import json
import time
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from aftersales.actions.hearing import hear_callback
from aftersales.errors import CallbackForged, CallbackLate, CallbackUnread
from aftersales.signing import is_signed, is_timely
from helpdesk.kernel.errors import HelpdeskError

MOST_BYTES = 10_000


@csrf_exempt
@require_POST
def payment_callback(request: HttpRequest) -> JsonResponse:
    """200 with what we make of it; else why not. Known by its signature alone, before all else."""
    try:
        return JsonResponse({"refund": hear_callback(key=_key(request))})
    except HelpdeskError as problem:
        return JsonResponse({"error": problem.as_json()}, status=problem.status)


def _key(request: HttpRequest) -> UUID:
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise CallbackUnread()
    timestamp = request.headers.get("X-Timestamp", "")
    given = request.headers.get("X-Signature", "")
    secret = settings.PAYMENT_SERVICE_SECRET
    if not is_signed(given, secret=secret, timestamp=timestamp, body=body):
        raise CallbackForged()
    if not is_timely(timestamp, at=time.time()):
        raise CallbackLate()
    try:
        return UUID(json.loads(body)["key"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CallbackUnread() from None
