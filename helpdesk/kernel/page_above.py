"""Where a person goes who opens an address that only takes what a form sends.

It stands in the address bar after a form was refused, and switching the language, a bookmark or a
browser that was restarted opens it anew: an empty 405 would be the end of the road.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path

from helpdesk.kernel.away import wants_json


def page_above(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same answer, or for a browser that wanted a page the way to the one above."""
    asked_by_person = "text/html" in request.headers.get("Accept", "") and not wants_json(request)
    if response.status_code != 405 or request.method != "GET" or not asked_by_person:
        return response
    above = request.path.rstrip("/")
    while above := above.rpartition("/")[0]:
        if is_valid_path(f"{above}/"):
            break
    moved = HttpResponseRedirect(f"{above}/")
    moved.headers["Cache-Control"] = "no-store"
    return moved
