"""Whom an order goes to, in the clear: one answer, kept nowhere."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import order_of
from helpdesk.commerce.actions.revealing import reveal_receiver
from helpdesk.commerce.forms import RevealForm, checked


@require_POST
@never_cache
@member_view("order.reveal")
def order_receiver(request: MemberRequest, order_id: int) -> HttpResponse:
    """``{"values": {field: words}, "seconds": n}`` for the fields asked for, with a reason."""
    order = order_of(request.membership.shop_id, order_id)
    form = checked(RevealForm(request.POST))
    revealed = reveal_receiver(
        member=request.membership,
        order_id=order.pk,
        fields=request.POST.getlist("field"),
        reason=form["reason"],
        words=form["words"],
    )
    return JsonResponse({"values": revealed.values, "seconds": revealed.seconds})
