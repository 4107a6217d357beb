"""A shop's page that does not exist, with the widget on it: to see how it sits and works.

On a machine by itself it stands on the other loopback name, which is another origin, and keeps
itself to the very policy that docs/widget.md asks of a strict host.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations.access import shop_by_slug
from conversations.queries.widget import products_to_try
from conversations.views.embedded import own_sites

KINDS = 4


@never_cache
@require_safe
def try_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A product page of the shop."""
    shop = shop_by_slug(slug)
    products = products_to_try(shop.pk, KINDS)
    wanted = request.GET.get("p", "")
    chosen = int(wanted) if wanted.isdecimal() and len(wanted) < 3 else 0
    desk = own_sites(request)[-1]
    context = {
        "shop": shop,
        "products": products,
        "product": products[chosen] if chosen < len(products) else None,
        "chosen": chosen,
        "src": f"{desk}{reverse('widget-script')}",
    }
    response = render(request, "settings/try.html", context)
    response._csp_update = {  # type: ignore[attr-defined]
        "script-src": [desk],
        "connect-src": [desk],
        "frame-src": [desk],
    }
    return response
