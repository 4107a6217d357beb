"""The language: a cookie for whoever reads, remembered for whoever is signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from helpdesk.accounts.actions.preferences import set_preferences
from helpdesk.accounts.models import Language, User


@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Django's own switch (``language``, ``next``), and the person's choice for other devices."""
    chosen = request.POST.get("language", "")
    if chosen in Language.values and isinstance(request.user, User):
        set_preferences(actor=request.user, language=chosen)
    return set_language_cookie(request)


def remember_language(response: HttpResponse, language: str) -> None:
    """The cookie that Django's switch would set: a person's choice follows them in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
