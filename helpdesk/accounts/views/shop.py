"""The shop's name and clock."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.access import require
from helpdesk.accounts.actions.changing_shop import change_shop
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.permissions import roles_with
from helpdesk.accounts.settings_forms import ShopForm
from helpdesk.kernel.text import listed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("settings.view")
def shop_profile(request: MemberRequest) -> HttpResponse:
    """Shown to whoever may see the settings; changed by the owner."""
    place = request.membership
    form = ShopForm(request.POST or None, shop=place.shop)
    if request.method == "POST":
        require(place, "shop.settings")
        if form.is_valid():
            change_shop(actor=place.user, shop_id=place.shop_id, **form.cleaned_data)
            return redirect(f"{reverse('settings-shop')}?saved=1")
    context = {
        "form": form,
        "saved": "saved" in request.GET and request.method == "GET",
        "who_may": listed(role.label for role in roles_with("shop.settings")),
        "nav": "shop",
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "settings/shop.html", context, status=status)
