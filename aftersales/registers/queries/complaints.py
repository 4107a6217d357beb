"""A complaint's steps, and what a complaint may be put down from."""

from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.registers.models import Complaint, ComplaintStep
from aftersales.registers.models.complaint import Step
from conversations.models import Conversation
from helpdesk.commerce.models import Buyer, Order

MOST = 8


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the six, and how it was done."""

    number: int
    step: Step
    done: ComplaintStep | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A chat or an order to put a complaint down from."""

    conversation: int | None
    buyer: Buyer | None
    orders: Sequence[Order]
    # Of this buyer, and still open.
    open: Sequence[Complaint]


def steps_of(row: Complaint) -> list[StepLine]:
    """All six in their order."""
    done = {one.step: one for one in row.steps.select_related("done_by__user")}
    return [StepLine(at, step, done.get(step)) for at, step in enumerate(Step, start=1)]


def origin_of(shop_id: int, conversation_id: int | None, order_id: int | None) -> Origin | None:
    """None for what is not this shop's, or nothing at all."""
    chat, order = None, None
    if conversation_id:
        chats = Conversation.objects.filter(shop_id=shop_id, pk=conversation_id)
        chat = chats.select_related("buyer").first()
    elif order_id:
        orders = Order.objects.filter(shop_id=shop_id, pk=order_id)
        order = orders.select_related("buyer").first()
    if chat is None and order is None:
        return None
    buyer = chat.buyer if chat else order.buyer if order else None
    if order is not None:
        orders_shown: Sequence[Order] = [order]
    else:
        rows = Order.objects.filter(shop_id=shop_id, buyer=buyer)
        orders_shown = list(rows.order_by("-created_at")[:MOST])
    if chat is None and buyer is not None:
        chats = Conversation.objects.filter(shop_id=shop_id, buyer=buyer)
        chat = chats.order_by("-last_at").first()
    there = (
        []
        if buyer is None
        else list(Complaint.objects.filter(shop_id=shop_id, buyer=buyer, is_open=True))
    )
    return Origin(chat.pk if chat else None, buyer, orders_shown, there)
