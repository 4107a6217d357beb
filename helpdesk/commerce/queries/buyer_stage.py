"""How far a buyer is with the shop, by their orders."""

from datetime import timedelta

from helpdesk.commerce.models import Order, OrderState
from helpdesk.kernel.clock import now
from helpdesk.realtime.shapes import Stage

UNDER_WAY = (OrderState.UNPAID, OrderState.PAID, OrderState.SHIPPED)
ARRIVED = (OrderState.SIGNED, OrderState.FINISHED)


def stage_of_buyer(*, shop_id: int, buyer_id: int, after_sale_days: int) -> Stage:
    """In sale while an order is on its way; after-sale for some days after one was signed for;
    else pre-sale: nothing ordered, all closed, or long in the buyer's hands."""
    orders = Order.objects.filter(shop_id=shop_id, buyer_id=buyer_id).order_by("-created_at")
    facts = list(orders.values_list("state", "signed_at", "finished_at", "created_at")[:50])
    if any(state in UNDER_WAY for state, *_ in facts):
        return "in_sale"
    since = now() - timedelta(days=after_sale_days)
    for state, signed, finished, created in facts:
        if state in ARRIVED and (signed or finished or created) >= since:
            return "after_sale"
    return "pre_sale"
