"""Other systems hear of orders, inside the transaction of the deed."""

from collections.abc import Sequence

from helpdesk.commerce.models import Buyer, Order
from helpdesk.commerce.webhooks import CHANGED, CHANGED_IN_BULK, bulk_data, order_data
from helpdesk.integrations.actions.recording import merge_unsent, record_event
from helpdesk.integrations.queries.listening import is_heard


def tell_order(*, order: Order, fields: Sequence[str]) -> None:
    """The order changed. One look where nobody listens.

    An order that changes again before anybody was told is told once, with all that changed.
    """
    if not is_heard(order.shop_id, CHANGED):
        return
    before = merge_unsent(shop_id=order.shop_id, kind=CHANGED, subject=order.number)
    merged = [name for payload in before for name in payload.get("fields", ())]
    buyer = None if order.buyer_id is None else Buyer.objects.get(pk=order.buyer_id)
    record_event(
        shop_id=order.shop_id,
        kind=CHANGED,
        subject=order.number,
        data=order_data(order, buyer, list(dict.fromkeys([*merged, *fields]))),
    )


def tell_orders(*, shop_id: int, created: int, changed: int, numbers: Sequence[str]) -> None:
    """A batch changed many: one event, however many they are."""
    if numbers:
        record_event(
            shop_id=shop_id,
            kind=CHANGED_IN_BULK,
            data=bulk_data(created=created, changed=changed, numbers=numbers),
        )
