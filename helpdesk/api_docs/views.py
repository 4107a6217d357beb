"""The descriptions as files, and a page for each that people can read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from helpdesk.api_docs.description import openapi
from helpdesk.realtime.catalogue import asyncapi


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, in the reader's language; it holds nothing of any shop."""
    return HttpResponse(
        openapi(translation.get_language() or "zh-hans"), content_type="application/json"
    )


@require_safe
def sockets(request: HttpRequest) -> HttpResponse:
    """AsyncAPI 3.0 of both sockets."""
    return HttpResponse(asyncapi(), content_type="application/json")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The endpoints, to read and to try out."""
    return render(request, "api/docs.html")
