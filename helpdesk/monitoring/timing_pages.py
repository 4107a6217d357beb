"""Times every request where the server hands it to Django: no middleware is paid for it."""

import time

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase

from helpdesk.realtime.counters import observe


class TimedHandler(WSGIHandler):
    """Django's own, with a watch."""

    def get_response(self, request: WSGIRequest) -> HttpResponseBase:  # type: ignore[override]
        began, status = time.perf_counter(), 500
        try:
            response = super().get_response(request)
            status = response.status_code
            return response
        finally:
            observe("page", time.perf_counter() - began, route_of(request), str(status))


def route_of(request: WSGIRequest) -> str:
    """The name of the address, never the address: paths hold numbers and tokens."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"
