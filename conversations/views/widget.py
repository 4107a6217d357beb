"""What a shop's website loads: the script, and what the button should look like."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from conversations.access import shop_by_slug
from conversations.actions.sighting import note_sighting
from conversations.queries.widget import widget_of
from conversations.views.embedded import language_of, sites_of
from helpdesk.accounts.models import Shop

SCRIPT = settings.BASE_DIR / "static" / "js" / "widget" / "widget.js"
SCRIPT_SECONDS, LOOK_SECONDS = 300, 60


@cache
def _script() -> tuple[bytes, str]:
    text = SCRIPT.read_bytes()
    return text, f'"{hashlib.sha256(text).hexdigest()[:20]}"'


@require_safe
@cache_control(public=True, max_age=SCRIPT_SECONDS)
@condition(etag_func=lambda request: _script()[1])
def widget_script(request: HttpRequest) -> HttpResponse:
    """The one script of every shop, at an address that never changes."""
    response = HttpResponse(_script()[0], content_type="text/javascript; charset=utf-8")
    return _for_any_site(response)


@require_safe
@cache_control(private=True, max_age=LOOK_SECONDS)
def widget_look(request: HttpRequest, slug: str) -> HttpResponse:
    """Colour, corner and words of the button; whether the site that asks is on the list."""
    shop = shop_by_slug(slug)
    widget = widget_of(shop.pk)
    origin = request.headers.get("Origin", "")
    if origin and origin in sites_of(request, widget) and request.method == "GET":
        note_sighting(shop_id=shop.pk, origin=origin)
    with translation.override(language_of(request)):
        body = {
            "colour": widget.colour,
            "position": widget.position,
            "allowed": not origin or origin in sites_of(request, widget),
            "words": _words(shop, origin),
        }
    response = JsonResponse(body)
    response.headers["Vary"] = "Origin"
    return _for_any_site(response)


def _words(shop: Shop, origin: str) -> dict[str, Any]:
    return {
        "title": gettext("%(shop)s客服") % {"shop": shop.name},
        "open": gettext("联系客服"),
        "close": pgettext("verb", "收起"),
        "unread": gettext("%(count)s 条新消息"),
        "problem": gettext("没连上客服。连上网会自动再试"),
        "again": gettext("再试一次"),
        "not_allowed": gettext("%(origin)s 还不能挂客服：在「设置」的「网站挂件」里把它加上")
        % {"origin": origin},
    }


def _for_any_site(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
