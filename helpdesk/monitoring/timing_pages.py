"""Times every request where the server hands it to Django: no middleware is paid for it."""

import time

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase

from helpdesk.realtime.counters import observe


class TimedHandler(WSGIHandler):
    """Django's own, with a watch."""

    def get_response(self, request: WSGIRequest) -> HttpResponseBase:  # type: ignore[override]
        began = time.perf_counter()
        response = super().get_response(request)
        took = time.perf_counter() - began
        observe("page", took, route_of(request), str(response.status_code))
        return response


def route_of(request: WSGIRequest) -> str:
    """The name of the address, never the address: paths hold numbers and tokens."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"
