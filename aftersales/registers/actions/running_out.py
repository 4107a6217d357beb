"""Something is out of stock: put down with the orders that wait for it, each of them settled."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aftersales.registers import typed
from aftersales.registers.access import RIGHT, held_row
from aftersales.registers.actions.checking import owe_check, settle_checks
from aftersales.registers.actions.closing import owner_named
from aftersales.registers.actions.writing import change_row, close_row, open_row
from aftersales.registers.errors import EntryWrong, StockOutOpenAlready
from aftersales.registers.models import StockOut, StockOutOrder
from aftersales.registers.models.stock_out import UNSENT, Settled
from aftersales.registers.queries.stock_outs import orders_waiting_for
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.commerce.access import product_of_shop, sku_of_shop
from helpdesk.commerce.models import OrderState
from helpdesk.kernel import clock
from helpdesk.kernel.text import listed

MORNING = time(10, 0)
BECAME = {OrderState.CLOSED: Settled.REFUNDED}
"""What an order's own state says of it; any other that is no longer waiting was sent."""


@transaction.atomic
def open_stock_out(
    *,
    actor: Membership,
    product_id: int,
    sku_id: int | None = None,
    back_on: date | None = None,
    words: str = "",
    owner_id: int | None = None,
) -> StockOut:
    """Put down with every order that is paid, not sent, and waits for it. StockOutOpenAlready,
    EntryWrong; not-found for what is not this shop's."""
    require(actor, RIGHT)
    product = product_of_shop(actor.shop_id, product_id)
    sku = None if sku_id is None else sku_of_shop(actor.shop_id, sku_id)
    if sku is not None and sku.product_id != product.pk:
        raise EntryWrong(field=_("规格"), problem=_("不是这个商品的"))
    row = StockOut(
        shop_id=actor.shop_id,
        owner=owner_named(actor.shop_id, owner_id) if owner_id else actor,
        product=product,
        sku=sku,
        back_on=_to_come(back_on),
        words=typed.line(words, _("怎么回事")),
    )
    try:
        with transaction.atomic():
            open_row(row, actor=actor)
    except IntegrityError:
        raise StockOutOpenAlready(goods=str(row)) from None
    _gather(row)
    owe_check(row, actor=actor, because=row.words, due_at=_morning_of(row.back_on))
    return row


@transaction.atomic
def gather_orders(*, actor: Membership, row_id: int, version: int) -> StockOut:
    """Orders that came meanwhile are added; those that were sent or closed meanwhile are settled
    by their own state."""
    row = held_row(StockOut, actor=actor, row_id=row_id, version=version)
    _gather(row)
    waiting = StockOutOrder.objects.filter(
        shop_id=row.shop_id, stock_out=row, state__in=UNSENT
    ).select_related("order")
    for one in waiting.exclude(order__state=OrderState.PAID):
        _settle(one, BECAME.get(OrderState(one.order.state), Settled.SENT), actor)
    change_row(row, actor=actor, verb="gathered")
    _close_when_done(row, actor)
    return row


@transaction.atomic
def settle_orders(
    *, actor: Membership, row_id: int, version: int, order_ids: Sequence[int], state: str
) -> StockOut:
    """What became of these orders; the last that has what it is to get ends the row. EntryWrong,
    also for one that has it already: that is not decided anew."""
    row = held_row(StockOut, actor=actor, row_id=row_id, version=version)
    if state not in Settled.values or state == Settled.WAITING:
        raise EntryWrong(field=_("怎么办的"), problem=_("没有选"))
    rows = StockOutOrder.objects.filter(
        shop_id=row.shop_id, stock_out=row, order_id__in=list(order_ids)[:500]
    )
    chosen = list(rows.select_related("order").order_by("order_id"))
    if not chosen:
        raise EntryWrong(field=_("哪些订单"), problem=_("没有选"))
    if over := [one.order.tail for one in chosen if not one.is_unsent]:
        problem = _("%(tails)s 已经办好了，不用再办") % {"tails": listed(over[:5])}
        raise EntryWrong(field=_("哪些订单"), problem=problem)
    for one in chosen:
        _settle(one, Settled(state), actor)
    change_row(row, actor=actor, verb="settled", count=len(chosen), how=str(Settled(state).label))
    _close_when_done(row, actor)
    return row


@transaction.atomic
def move_return(*, actor: Membership, row_id: int, version: int, back_on: date | None) -> StockOut:
    """It is back on another day; that morning it is asked for again."""
    row = held_row(StockOut, actor=actor, row_id=row_id, version=version)
    row.back_on = _to_come(back_on)
    said = _("到货日改了") if row.back_on is None else f"{row.back_on:%m-%d}"
    last = settle_checks(row, actor=actor, outcome=said)
    owe_check(row, actor=actor, due_at=_morning_of(row.back_on), previous=last)
    change_row(row, actor=actor, verb="moved", day=said)
    return row


def _gather(row: StockOut) -> None:
    waiting = orders_waiting_for(row).values_list("pk", flat=True)
    StockOutOrder.objects.bulk_create(
        [StockOutOrder(shop_id=row.shop_id, stock_out=row, order_id=pk) for pk in waiting],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def _settle(one: StockOutOrder, state: Settled, actor: Membership) -> None:
    one.state, one.settled_by, one.settled_at = state, actor, clock.now()
    one.save(update_fields=["state", "settled_by", "settled_at"])


def _close_when_done(row: StockOut, actor: Membership) -> None:
    rows = StockOutOrder.objects.filter(shop_id=row.shop_id, stock_out=row)
    if rows.filter(state__in=UNSENT).exists() or not (every := rows.count()):
        return
    outcome = _("等着的 %(n)s 单都办好了") % {"n": every}
    settle_checks(row, actor=actor, outcome=outcome)
    close_row(row, actor=actor, outcome=outcome)


def _to_come(day: date | None) -> date | None:
    today = timezone.localdate()
    if day is not None and not 0 <= (day - today).days <= 365:
        raise EntryWrong(field=_("哪天到货"), problem=_("要在今天以后，一年之内"))
    return day


def _morning_of(day: date | None) -> datetime | None:
    """When somebody asks whether it has come; None, by the rule, for a day that is nearly over."""
    if day is None:
        return None
    morning = timezone.make_aware(datetime.combine(day, MORNING))
    return morning if morning > clock.now() else None
