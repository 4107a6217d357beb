"""Every refusal of the API in one shape: ``{"error": {code, message, action, retry_after}}``.

The same that pages and sockets say (`HelpdeskError`), so a client reads one kind of error.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from rest_framework import exceptions
from rest_framework.response import Response

from helpdesk.kernel.drf.problems import (
    AddressUnknown,
    AnswerTypeUnknown,
    BodyTooLarge,
    BodyTypeUnknown,
    BodyUnreadable,
    MethodUnknown,
    RequestWrong,
)
from helpdesk.kernel.errors import HelpdeskError, NotFound, Unavailable

MAX_BODY = 2_500_000
"""Bytes of a JSON body; a batch of 500 orders has about a tenth of that."""

API = "/api/"


def answer_problem(problem: Exception, context: Any) -> Response | None:
    """DRF's exception handler; None lets a mistake of ours be a 500."""
    told = typed(problem)
    if told is None:
        return None
    response = Response({"error": told.as_json()}, status=told.status)
    if told.retry_after is not None:
        response["Retry-After"] = str(max(1, round(told.retry_after)))
    if told.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="helpdesk"'
    return response


def typed(problem: Exception) -> HelpdeskError | None:
    """The same problem in our words."""
    match problem:
        case HelpdeskError():
            return problem
        case OperationalError() | InterfaceError():
            return Unavailable(retry_after=2)
        case RequestDataTooBig():
            return BodyTooLarge(size="?", limit=MAX_BODY)
        case exceptions.ValidationError():
            return first_wrong(problem.detail)
        case exceptions.MethodNotAllowed():
            return MethodUnknown(method=str(problem.args[0] if problem.args else "?"))
        case exceptions.UnsupportedMediaType():
            return BodyTypeUnknown(kind=str(problem.args[0] if problem.args else "?")[:80])
        case exceptions.NotAcceptable():
            return AnswerTypeUnknown()
        case exceptions.ParseError() | SuspiciousOperation():
            return BodyUnreadable(problem=str(problem)[:200])
        case Http404() | exceptions.NotFound():
            return NotFound()
    return None


def body_size(request: HttpRequest) -> int:
    """What the request says about its length; nothing is read without it."""
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said[:18]) if said.isascii() and said.isdecimal() else 0


def first_wrong(detail: Any, path: str = "") -> RequestWrong:
    """The first field that does not fit, with the way to it: ``orders.3.lines.0.title``."""
    if isinstance(detail, dict):
        name, inner = next((name, inner) for name, inner in detail.items() if inner)
        step = "" if name == "non_field_errors" else str(name)
        return first_wrong(inner, f"{path}.{step}".strip("."))
    if isinstance(detail, list):
        place, inner = next((place, inner) for place, inner in enumerate(detail) if inner)
        if isinstance(inner, dict):
            return first_wrong(inner, f"{path}.{place}".strip("."))
        return first_wrong(inner, path)
    return RequestWrong(field=path or _("内容"), problem=str(detail))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """An address that does not exist: a page for people, JSON below /api/."""
    if request.path.startswith(API):
        problem = AddressUnknown()
        return JsonResponse({"error": problem.as_json()}, status=problem.status)
    return page_not_found(request, exception)
