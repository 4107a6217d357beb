"""The page for while the database does not answer: it needs nothing that may itself be away.

No session, no person, no shop: only words in the reader's language and a way to try again. It is
shown in any frame, for a shop's website may be showing the chat; there is nothing in it to take.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.defaults import server_error as broken

from helpdesk.kernel.errors import Unavailable

SECONDS = 2
"""When to come back, as told to programs; pages try again by themselves (`static/js/away.js`)."""

AWAY = (OperationalError, InterfaceError)


def away_answer(request: HttpRequest) -> HttpResponse:
    """503 with what happened and what to do: a page, or JSON for a script that asks for it."""
    problem = Unavailable(retry_after=SECONDS)
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"error": problem.as_json()}, status=503)
    else:
        again = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
        response = HttpResponse(render_to_string("503.html", {"again": again}), status=503)
        response.xframe_options_exempt = True
        response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = str(SECONDS)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """What no view and no middleware caught: a database that went away in the middle is told as
    such; anything else is a mistake of ours, and a 500."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return broken(request)
    with translation.override(getattr(request, "LANGUAGE_CODE", None)):
        return away_answer(request)


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller asked for JSON rather than a page."""
    return "application/json" in request.headers.get("Accept", "")
