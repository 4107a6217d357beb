"""The one middleware of our own: the reader's language, and typed errors as answers."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from helpdesk.kernel.away import AWAY, away_answer
from helpdesk.kernel.away import wants_json as wants_json
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.page_above import page_above

Respond = Callable[[HttpRequest], HttpResponse]


class EdgeMiddleware:
    """Chinese unless the reader chose otherwise (the browser's own wish does not count: shop
    computers are often set up in English), and a `HelpdeskError` told in words."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if session and not (session.isascii() and session.isalnum()):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]  # we never made that one
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = page_above(request, self.get_response(request))
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: list[object], named: dict[str, object]
    ) -> None:
        """No address of ours holds a NUL, and Postgres refuses to look for one."""
        if "\0" in request.path_info:
            raise Http404

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The same words on a page as on the sockets; a database that is away is one of them."""
        if isinstance(problem, AWAY):
            return away_answer(request)
        if not isinstance(problem, HelpdeskError):
            return None
        if wants_json(request):
            response: HttpResponse = JsonResponse(
                {"error": problem.as_json()}, status=problem.status
            )
        else:
            template = f"{problem.status}.html" if problem.status in {403, 404} else "problem.html"
            response = render(
                request, template, {"problem": problem.as_json()}, status=problem.status
            )
        # Some refusals (404, 410) a browser would keep by itself, and show when all is well again.
        response.headers.setdefault("Cache-Control", "no-store")
        if problem.retry_after is not None:
            response.headers["Retry-After"] = str(max(1, round(problem.retry_after)))
        return response
