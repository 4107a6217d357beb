"""The buyer's page inside a shop's own website: only where the shop allows it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from conversations.models import WidgetSettings
from conversations.origins import origin_of, own_origins
from conversations.queries.widget import widget_of
from helpdesk.accounts.models import Shop

THEMES = {"light", "dark", "auto"}


def language_of(request: HttpRequest) -> str:
    """The language that the snippet asks for, else Chinese: cookies do not reach a frame."""
    wanted = request.GET.get("lang", "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def own_sites(request: HttpRequest) -> list[str]:
    """Where we are ourselves."""
    return own_origins(request.get_host(), secure=request.is_secure())


def sites_of(request: HttpRequest, widget: WidgetSettings) -> list[str]:
    """Every origin whose pages may show this shop's chat."""
    return [*own_sites(request), *widget.allowed_origins]


def embedded_page(request: HttpRequest, shop: Shop) -> HttpResponse:
    """The page for a frame. The browser holds it to the shop's list (`frame-ancestors`); a site
    that says who it is and is not on it reads what to do, and gets nothing that works."""
    widget = widget_of(shop.pk)
    sites = sites_of(request, widget)
    asking = origin_of(request.headers.get("Referer", ""))
    with translation.override(language_of(request)):
        if asking and asking not in sites:
            response = _refused(request, asking)
        else:
            response = _page(request, shop, widget, sites)
    response.headers["Content-Language"] = language_of(request)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.xframe_options_exempt = True
    return response


def _page(
    request: HttpRequest, shop: Shop, widget: WidgetSettings, sites: list[str]
) -> HttpResponse:
    theme = request.GET.get("theme", "")
    context = {
        "shop": shop,
        "config": {"slug": shop.slug, "language": language_of(request), "sites": sites},
        "widget": widget,
        "greeting": widget.greeting,
        "theme": theme if theme in THEMES else "light",
    }
    response = render(request, "chat/page.html", context)
    response._csp_replace = {"frame-ancestors": sites}  # type: ignore[attr-defined]
    return response


def _refused(request: HttpRequest, asking: str) -> HttpResponse:
    response = render(request, "embed/not_allowed.html", {"origin": asking}, status=403)
    response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
    return response
