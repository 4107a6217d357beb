"""Flag and memo: what the shop notes on an order for itself."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.access import locked_order
from helpdesk.commerce.actions.telling import tell_order
from helpdesk.commerce.errors import (
    FlagUnknown,
    MemoBroken,
    MemoTooLong,
    OrderChangedMeanwhile,
)
from helpdesk.commerce.flags import COLOURS, colour_name
from helpdesk.commerce.models import MEMO_BYTES, Order
from helpdesk.kernel.clock import now
from helpdesk.kernel.number_masks import mask_people
from helpdesk.kernel.text import is_storable
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.publish import publish


@transaction.atomic
def set_flag(
    *, actor: User, shop_id: int, order_id: int, flag: int, seen: int | None = None
) -> Order:
    """Set the flag; the same again changes nothing.

    ``seen`` is the flag the person was looking at: OrderChangedMeanwhile when it is another by
    now. FlagUnknown for a colour that is none.
    """
    if not 0 <= flag < len(COLOURS):
        raise FlagUnknown()
    order = locked_order(shop_id, order_id)
    if order.flag == flag:
        return order
    if seen is not None and order.flag != seen:
        raise OrderChangedMeanwhile()
    before, order.flag = order.flag, flag
    data = {"before": str(colour_name(before)), "after": str(colour_name(flag))}
    _noted(actor, order, "flag", data)
    return order


@transaction.atomic
def set_memo(
    *, actor: User, shop_id: int, order_id: int, memo: str, seen: str | None = None
) -> Order:
    """Replace the memo; the same again changes nothing.

    ``seen`` is the memo the person began from: OrderChangedMeanwhile when a colleague was
    quicker. MemoTooLong above what the platforms keep.
    """
    memo = memo.replace("\r\n", "\n").strip()
    if not is_storable(memo):
        raise MemoBroken()
    size = len(memo.encode())
    if size > MEMO_BYTES:
        raise MemoTooLong(bytes=size, limit=MEMO_BYTES)
    order = locked_order(shop_id, order_id)
    if order.memo == memo:
        return order
    if seen is not None and order.memo != seen.replace("\r\n", "\n").strip():
        raise OrderChangedMeanwhile()
    before, order.memo = order.memo, memo
    masked = {"before": mask_people(before), "after": mask_people(memo)}
    _noted(actor, order, "memo", masked)
    return order


def _noted(actor: User, order: Order, field: str, data: dict[str, str]) -> None:
    order.noted_at = now()
    order.save(update_fields=[field, "noted_at"])
    record(
        shop_id=order.shop_id,
        actor=actor,
        verb=f"order.{field}_set",
        target=order,
        data={"target": order.tail, **data},
    )
    tell_order(order=order, fields=[field])
    publish(order.shop_id, OrderChanged(order=order.pk, buyer=order.buyer_id))
