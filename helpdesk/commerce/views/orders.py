"""A buyer's orders beside the chat, one on its own page, and what is changed on them in place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import buyer_of_shop, order_of
from helpdesk.commerce.actions.noting import set_flag, set_memo
from helpdesk.commerce.forms import FlagForm, MemoForm, StartForm, checked
from helpdesk.commerce.models import Order
from helpdesk.commerce.queries.order_panel import more_orders, one_card, order_facts
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def orders_of_buyer(request: MemberRequest, buyer_id: int) -> HttpResponse:
    """The next of a buyer's orders, as a fragment; ``start`` says after how many."""
    shop_id = request.membership.shop_id
    buyer = buyer_of_shop(shop_id, buyer_id)
    start = checked(StartForm(request.GET))["start"] or 0
    cards, next_from, flags = more_orders(
        shop_id=shop_id, buyer_id=buyer.pk, zone=timezone.get_current_timezone(), start=start
    )
    context = {"cards": cards, "next_from": next_from, "flags": flags, "buyer_id": buyer.pk}
    return render(request, "commerce/_order_rows.html", context)


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("chat.reply")
@one_moment()
def order_page(request: MemberRequest, order_id: int) -> HttpResponse:
    """One order, for those whose buyer never wrote: the search has no chat of theirs to open."""
    order = order_of(request.membership.shop_id, order_id)
    facts = order_facts(order, zone=timezone.get_current_timezone())
    return render(request, "commerce/order_page.html", facts)


@require_POST
@never_cache
@member_view("order.note")
def order_flag(request: MemberRequest, order_id: int) -> HttpResponse:
    """Set the flag; the order as it is now, as a fragment."""
    order = order_of(request.membership.shop_id, order_id)
    form = checked(FlagForm(request.POST))
    changed = set_flag(
        actor=request.membership.user,
        shop_id=order.shop_id,
        order_id=order.pk,
        flag=form["flag"],
        seen=form["seen"],
    )
    return _card(request, changed)


@require_POST
@never_cache
@member_view("order.note")
def order_memo(request: MemberRequest, order_id: int) -> HttpResponse:
    """Replace the memo; the order as it is now, as a fragment."""
    order = order_of(request.membership.shop_id, order_id)
    form = checked(MemoForm(request.POST))
    changed = set_memo(
        actor=request.membership.user,
        shop_id=order.shop_id,
        order_id=order.pk,
        memo=form["memo"],
        seen=form["seen"] if "seen" in request.POST else None,
    )
    return _card(request, changed)


def _card(request: MemberRequest, order: Order) -> HttpResponse:
    card, flags = one_card(order, zone=timezone.get_current_timezone())
    return render(request, "commerce/_order.html", {"card": card, "flags": flags})
