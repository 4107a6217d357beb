"""The SKUs of a product: one small form a row."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import product_of_shop, sku_of_shop
from helpdesk.commerce.actions.editing_skus import add_sku, edit_sku, retire_sku
from helpdesk.commerce.goods_forms import SkuForm
from helpdesk.commerce.views.goods import Typed, number_of, product_page, read_form
from helpdesk.kernel.errors import HelpdeskError


def _typed(request: MemberRequest, where: str, problem: HelpdeskError) -> Typed:
    values = {name: request.POST.get(name, "") for name in SkuForm.base_fields}
    return Typed(where, problem, values)


@require_POST
@member_view("goods.edit")
def new_sku(request: MemberRequest, product_id: int) -> HttpResponse:
    found = product_of_shop(request.membership.shop_id, product_id)
    try:
        values = read_form(SkuForm(request.POST))
        add_sku(
            actor=request.membership.user,
            shop_id=found.shop_id,
            product_id=found.pk,
            values=values,
        )
    except HelpdeskError as problem:
        return product_page(request, found, _typed(request, "new-sku", problem))
    return redirect("product", found.pk)


@require_POST
@member_view("goods.edit")
def change_sku(request: MemberRequest, sku_id: int) -> HttpResponse:
    sku = sku_of_shop(request.membership.shop_id, sku_id)
    try:
        edit_sku(
            actor=request.membership.user,
            shop_id=sku.shop_id,
            sku_id=sku.pk,
            values=read_form(SkuForm(request.POST)),
            seen=number_of(request, "seen"),
        )
    except HelpdeskError as problem:
        return product_page(request, sku.product, _typed(request, f"sku-{sku.pk}", problem))
    return redirect("product", sku.product_id)


@require_POST
@member_view("goods.edit")
def use_sku(request: MemberRequest, sku_id: int) -> HttpResponse:
    """No longer used, or used again."""
    sku = sku_of_shop(request.membership.shop_id, sku_id)
    retire_sku(
        actor=request.membership.user,
        shop_id=sku.shop_id,
        sku_id=sku.pk,
        is_retired=request.POST.get("use") != "yes",
    )
    return redirect("product", sku.product_id)
