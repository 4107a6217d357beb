"""Flag and memo: changed in place, by one person at a time, with a trace."""

import pytest

from helpdesk.accounts.audit import sentence_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.actions.noting import set_flag, set_memo
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.errors import (
    FlagUnknown,
    MemoBroken,
    MemoTooLong,
    OrderChangedMeanwhile,
    OrderNotFound,
)
from helpdesk.commerce.models import Order
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS


@pytest.fixture
def order(cast: Cast) -> Order:
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=FACTS)
    return Order.objects.get(pk=done.order_id)


def test_a_flag_is_set_and_told(cast: Cast, order: Order) -> None:
    set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, flag=3, seen=0)
    order.refresh_from_db()
    assert order.flag == 3 and order.noted_at is not None
    entry = AuditEntry.objects.get(shop=cast.shop, verb="order.flag_set")
    assert sentence_of(entry) == "小梅 把订单 …7731 的旗子改成「绿旗」"


def test_the_same_flag_again_leaves_no_trace(cast: Cast, order: Order) -> None:
    for _ in range(2):
        set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, flag=1)
    assert AuditEntry.objects.filter(shop=cast.shop, verb="order.flag_set").count() == 1


@pytest.mark.parametrize("flag", [-1, 6, 99])
def test_only_the_six_flags_exist(cast: Cast, order: Order, flag: int) -> None:
    with pytest.raises(FlagUnknown):
        set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, flag=flag)


def test_who_saw_an_older_note_is_told(cast: Cast, order: Order) -> None:
    set_memo(actor=cast.tom.user, shop_id=cast.shop.pk, order_id=order.pk, memo="汤姆、发中通快递")
    with pytest.raises(OrderChangedMeanwhile):
        set_memo(
            actor=cast.mei.user,
            shop_id=cast.shop.pk,
            order_id=order.pk,
            memo="小梅、发圆通快递",
            seen=order.memo,
        )
    with pytest.raises(OrderChangedMeanwhile):
        set_flag(actor=cast.mei.user, shop_id=cast.shop.pk, order_id=order.pk, flag=2, seen=5)


def test_a_memo_holds_what_the_platforms_hold(cast: Cast, order: Order) -> None:
    where = {"actor": cast.mei.user, "shop_id": cast.shop.pk, "order_id": order.pk}
    set_memo(**where, memo="备" * 333 + "a")  # type: ignore[arg-type]
    with pytest.raises(MemoTooLong):
        set_memo(**where, memo="备" * 333 + "ab")  # type: ignore[arg-type]
    with pytest.raises(MemoBroken):
        set_memo(**where, memo="a\x00")  # type: ignore[arg-type]


def test_another_shops_order_is_not_there(cast: Cast, order: Order) -> None:
    where = {"actor": cast.oleg.user, "shop_id": cast.other_shop.pk, "order_id": order.pk}
    with pytest.raises(OrderNotFound):
        set_flag(**where, flag=1)  # type: ignore[arg-type]
    with pytest.raises(OrderNotFound):
        set_memo(**where, memo="别家")  # type: ignore[arg-type]
