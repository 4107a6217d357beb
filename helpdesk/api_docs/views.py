"""The descriptions as files, and a page for each that people can read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from helpdesk.api_docs.description import openapi
from helpdesk.api_docs.reading import groups
from helpdesk.api_docs.sockets import channels
from helpdesk.realtime.catalogue import asyncapi


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, in the reader's language; it holds nothing of any shop."""
    language = translation.get_language() or "zh-hans"
    return HttpResponse(openapi(language), content_type="application/json")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The endpoints to read."""
    language = translation.get_language() or "zh-hans"
    return render(request, "api/docs.html", {"groups": groups(language)})


@require_safe
def try_out(request: HttpRequest) -> HttpResponse:
    """The same in Swagger UI, to call with a token of one's own."""
    return render(request, "api/try.html")


@require_safe
def sockets_file(request: HttpRequest) -> HttpResponse:
    """AsyncAPI 3.0 of both sockets."""
    return HttpResponse(asyncapi(), content_type="application/json")


@require_safe
def sockets_page(request: HttpRequest) -> HttpResponse:
    """The same to read."""
    return render(request, "api/sockets.html", {"channels": channels()})
