"""What Django itself cannot read of a request: too many fields, a broken form, a host of nobody's.

It comes before any view, so the answer is made here, in words, as a page or as JSON.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.away import wants_json
from helpdesk.kernel.errors import HelpdeskError


class RequestUnread(HelpdeskError):
    code = "request_unread"
    message = _("这次交上来的读不懂，或者太多了，什么都没有改。")
    action = _("按浏览器的「后退」回到那一页，少选一些，分几次来。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in words. The page asks nobody who is looking: the request is not to be trusted."""
    problem = RequestUnread()
    with translation.override(getattr(request, "LANGUAGE_CODE", None)):
        if wants_json(request) or request.path.startswith("/api/"):
            return JsonResponse({"error": problem.as_json()}, status=problem.status)
        page = render_to_string("400.html", {"problem": problem.as_json()})
    return HttpResponse(page, status=problem.status)
