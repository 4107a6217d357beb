"""A form from a page that was open for too long, or that is not ours."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from helpdesk.accounts.errors import PageTooOld
from helpdesk.kernel.middleware import wants_json


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was changed; says so to people and to scripts."""
    if wants_json(request):
        return JsonResponse({"error": PageTooOld().as_json()}, status=403)
    return render(request, "403_csrf.html", status=403)
