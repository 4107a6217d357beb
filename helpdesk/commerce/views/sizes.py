"""Size advice for a body that the agent types in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import product_of_shop
from helpdesk.commerce.forms import BodyForm, checked
from helpdesk.commerce.size_words import size_reason
from helpdesk.commerce.sizing import Body, advise, chart_of


@require_safe
@never_cache
@member_view("chat.reply")
def product_size(request: MemberRequest, product_id: int) -> HttpResponse:
    """Which size of the product fits ``height`` and ``weight`` (斤), as a fragment."""
    product = product_of_shop(request.membership.shop_id, product_id)
    form = checked(BodyForm(request.GET))
    advice = advise(chart_of(product.size_chart), Body(form["height"], form["weight"]))
    context = {"advice": advice, "reason": size_reason(advice) if advice else ""}
    return render(request, "commerce/_size_advice.html", context)
