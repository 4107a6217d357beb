"""The buyer's page, and the token that it asks for once."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from conversations.access import shop_by_slug
from conversations.queries.widget import widget_of
from conversations.views.embedded import embedded_page
from conversations.visitor import new_token
from helpdesk.accounts.addresses import client_address
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.limits import Buckets

TOKENS_BURST, TOKENS_PER_SECOND = 60, 2
"""Generous: a whole office may sit behind one address."""

_tokens = Buckets()


@gzip_page  # it holds no secret whose length could tell anything
@require_safe
@cache_control(private=True, no_cache=True)  # not no-store: the way back must stay quick
def chat_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page on which a buyer writes to the shop, by itself or in a frame of its website."""
    shop = shop_by_slug(slug)
    if request.GET.get("embed") == "1":
        return embedded_page(request, shop)
    config = {"slug": shop.slug, "language": get_language()}
    context = {"shop": shop, "config": config, "greeting": widget_of(shop.pk).greeting}
    response = render(request, "chat/page.html", context)
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@csrf_exempt
@require_POST
def visitor_token(request: HttpRequest, slug: str) -> HttpResponse:
    """A token for a visitor never seen before; nothing is stored until the first message."""
    try:
        shop = shop_by_slug(slug)
        _tokens.take(client_address(request), burst=TOKENS_BURST, per_second=TOKENS_PER_SECOND)
    except HelpdeskError as problem:
        return JsonResponse({"error": problem.as_json()}, status=problem.status)
    return JsonResponse({"token": new_token(shop.pk)})
