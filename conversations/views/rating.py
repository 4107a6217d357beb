"""The form by which a buyer says how it was: the same for everybody, fetched when it is asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from conversations.views.embedded import language_of

KEPT_SECONDS = 300


@require_safe
@cache_control(private=True, max_age=KEPT_SECONDS)
def rating_form(request: HttpRequest) -> HttpResponse:
    """Words, style and script; ``lang`` as the page around it."""
    with translation.override(language_of(request)):
        return render(request, "rating/form.html")
