"""What is done beside the chat about a card that was answered."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conversations.access import conversation_of
from conversations.actions.handling_changes import handle_change
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.queries.order_panel import one_card


@require_POST
@never_cache
@member_view("order.note")
def change_handled(request: MemberRequest, conversation_id: int, seq: int) -> HttpResponse:
    """The buyer's change is seen to; the order as it is now, as a fragment."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    order = handle_change(actor=request.membership, conversation_id=conversation.pk, seq=seq)
    card, flags = one_card(order, zone=timezone.get_current_timezone())
    return render(request, "commerce/_order.html", {"card": card, "flags": flags})
