"""Couriers: who is fast, who is trouble, what they ask, and the parcels behind each figure."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import policies_of
from helpdesk.commerce.access import courier_of_shop
from helpdesk.commerce.actions.couriers import edit_price
from helpdesk.commerce.errors import FieldWrong
from helpdesk.commerce.goods_forms import LABELS, PriceForm
from helpdesk.commerce.models import Courier, Shipment
from helpdesk.commerce.policy_rules import COURIER_DAYS
from helpdesk.commerce.price_facts import PriceFacts
from helpdesk.commerce.provinces import PROVINCES
from helpdesk.commerce.queries.courier_figures import (
    PARCELS_SHOWN,
    WHAT,
    best_of,
    figures_of,
    parcels_behind,
)
from helpdesk.commerce.queries.courier_prices import PriceLine, price_lines
from helpdesk.commerce.views.goods import number_of
from helpdesk.kernel.errors import HelpdeskError


def _province(request: MemberRequest) -> str:
    asked = request.GET.get("province", "")
    return asked if asked in PROVINCES else ""


@never_cache
@require_safe
@member_view("goods.view")
def couriers(request: MemberRequest) -> HttpResponse:
    """All couriers with their figures, everywhere or into one province."""
    shop_id, province = request.membership.shop_id, _province(request)
    policies = policies_of(shop_id)
    days = policies[COURIER_DAYS]
    figures = figures_of(shop_id, days=days, province=province)
    context = {
        "figures": figures,
        "days": days,
        "province": province,
        "provinces": PROVINCES,
        "best": best_of(figures, province, policies) if province else None,
    }
    return render(request, "goods/couriers.html", context)


@never_cache
@require_safe
@member_view("goods.view")
def courier(request: MemberRequest, courier_id: int) -> HttpResponse:
    """One courier's prices by province, beside what parcels really took."""
    found = courier_of_shop(request.membership.shop_id, courier_id)
    return courier_page(request, found)


def courier_page(
    request: MemberRequest,
    found: Courier,
    problem: HelpdeskError | None = None,
    typed: PriceLine | None = None,
) -> HttpResponse:
    """The page; after a refusal with what was typed still in its row."""
    days = policies_of(found.shop_id)[COURIER_DAYS]
    context = {
        "courier": found,
        "days": days,
        "lines": price_lines(found, days=days, typed=typed),
        "problem": problem.as_json() if problem else None,
        "wrong": typed.province if typed else "",
    }
    return render(request, "goods/courier.html", context, status=problem.status if problem else 200)


@require_POST
@member_view("courier.edit")
def set_price(request: MemberRequest, courier_id: int) -> HttpResponse:
    """One price by hand."""
    found = courier_of_shop(request.membership.shop_id, courier_id)
    form = PriceForm(request.POST)
    sent = request.POST
    try:
        if not form.is_valid():
            field, problems = next(iter(form.errors.items()))
            words = " ".join(str(one) for one in problems)
            raise FieldWrong(field=LABELS.get(field, field), problem=words)
        values = form.cleaned_data
        edit_price(
            actor=request.membership.user,
            shop_id=found.shop_id,
            courier_id=found.pk,
            facts=PriceFacts(
                courier=found.name,
                province=values["province"],
                first_kilo_fen=values["first_kilo_fen"],
                next_kilo_fen=values["next_kilo_fen"],
                promise_days=values["promise_days"],
            ),
            seen=(values["seen_first"], values["seen_next"], values["seen_days"]),
        )
    except HelpdeskError as problem:
        typed = PriceLine(
            province=sent.get("province", "")[:16],
            first=sent.get("first_kilo_fen", "")[:12],
            next=sent.get("next_kilo_fen", "")[:12],
            days=sent.get("promise_days", "")[:4],
        )
        return courier_page(request, found, problem, typed)
    address = reverse("courier", args=[found.pk])
    return redirect(f"{address}#p-{values['province']}")


def _hours(parcel: Shipment) -> float | None:
    if parcel.signed_at is None:
        return None
    return (parcel.signed_at - parcel.shipped_at).total_seconds() / 3600


@never_cache
@require_safe
@member_view("goods.view")
def parcels(request: MemberRequest, courier_id: int) -> HttpResponse:
    """The parcels that one number is made of."""
    found = courier_of_shop(request.membership.shop_id, courier_id)
    what = request.GET.get("what", "all")
    what = what if what in WHAT else "all"
    province, hours = _province(request), number_of(request, "hours")
    days = policies_of(found.shop_id)[COURIER_DAYS]
    before = number_of(request, "before") or None
    rows = parcels_behind(
        found, what=what, days=days, province=province, slower_than=hours, before=before
    )
    shown = rows[:PARCELS_SHOWN]
    kept = {"what": what, "province": province, "hours": hours or ""}
    more = {**kept, "before": shown[-1].pk} if len(rows) > PARCELS_SHOWN else None
    context = {
        "courier": found,
        "parcels": [(one, _hours(one)) for one in shown],
        "what": what,
        "hours": hours,
        "days": days,
        "province": province,
        "next": urlencode(more) if more else "",
    }
    return render(request, "goods/parcels.html", context)
