"""Something is out of stock: every order that waits for it is found, and settled."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from aftersales.registers.actions.running_out import (
    gather_orders,
    move_return,
    open_stock_out,
    settle_orders,
)
from aftersales.registers.errors import EntryWrong, StockOutOpenAlready
from aftersales.registers.models import StockOut, StockOutOrder
from helpdesk.commerce.errors import ProductNotFound
from helpdesk.commerce.models import Order, OrderLine, Product, Sku
from helpdesk.followups.models import FollowUp
from tests.aftersales.ordered import ordered
from tests.cast import Cast


def stocked(cast: Cast) -> tuple[Product, Sku, Sku]:
    product = Product.objects.create(
        shop=cast.shop, name="云感连帽卫衣", kind="hoodie", price_fen=10_000
    )
    m, large = (
        Sku.objects.create(
            shop=cast.shop, product=product, code=f"YG-{size}", spec=f"燕麦色 {size}", price_fen=1
        )
        for size in ("M", "L")
    )
    return product, m, large


def waiting(cast: Cast, product: Product, sku: Sku, *, shipped: bool = False) -> Order:
    order = ordered(cast, shipped=shipped)
    OrderLine.objects.filter(order=order, position=1).update(product=product, sku=sku)
    return order


def running_out(cast: Cast) -> StockOut:
    """One order waits for it."""
    product, m, _large = stocked(cast)
    waiting(cast, product, m)
    return open_stock_out(actor=cast.mei, product_id=product.pk, words="面料没到")


def states(row: StockOut) -> dict[int, str]:
    return dict(StockOutOrder.objects.filter(stock_out=row).values_list("order_id", "state"))


def test_every_order_that_waits_is_settled_and_then_it_is_over(cast: Cast) -> None:
    product, m, large = stocked(cast)
    first, second = waiting(cast, product, m), waiting(cast, product, m)
    waiting(cast, product, large)
    waiting(cast, product, m, shipped=True)
    with timezone.override(cast.shop.time_zone):
        day = timezone.localdate() + timedelta(days=3)
        row = open_stock_out(
            actor=cast.mei, product_id=product.pk, sku_id=m.pk, back_on=day, words="面料没到"
        )
        check = FollowUp.objects.get(source_kind="stockout", source_id=row.pk)
        assert timezone.localtime(check.due_at).strftime("%Y-%m-%d %H:%M") == f"{day} 10:00"
    assert states(row) == {first.pk: "waiting", second.pk: "waiting"}
    with pytest.raises(StockOutOpenAlready):
        open_stock_out(actor=cast.tom, product_id=product.pk, sku_id=m.pk)
    with pytest.raises(EntryWrong):
        settle_orders(
            actor=cast.mei, row_id=row.pk, version=1, order_ids=[first.pk], state="waiting"
        )
    settle_orders(actor=cast.mei, row_id=row.pk, version=1, order_ids=[first.pk], state="told")
    third = waiting(cast, product, m)
    Order.objects.filter(pk=second.pk).update(state="shipped")
    row = gather_orders(actor=cast.tom, row_id=row.pk, version=2)
    assert states(row) == {first.pk: "told", second.pk: "sent", third.pk: "waiting"}
    move_return(actor=cast.mei, row_id=row.pk, version=row.version, back_on=None)
    row.refresh_from_db()
    row = settle_orders(
        actor=cast.mei, row_id=row.pk, version=row.version, order_ids=[third.pk], state="refunded"
    )
    assert row.is_open  # one waits and has nothing yet
    asked = {"actor": cast.mei, "row_id": row.pk, "version": row.version}
    with pytest.raises(EntryWrong) as done:
        settle_orders(**asked, order_ids=[first.pk, third.pk], state="sent")
    assert third.tail in done.value.told() and states(row)[first.pk] == "told"
    Order.objects.filter(pk=first.pk).update(state="shipped")
    row = gather_orders(**asked)
    assert states(row) == {first.pk: "sent", second.pk: "sent", third.pk: "refunded"}
    assert not row.is_open and "3 单" in row.outcome
    assert not FollowUp.objects.filter(source_kind="stockout", state="open").exists()


def test_what_cannot_be(cast: Cast) -> None:
    product, m, _large = stocked(cast)
    with pytest.raises(ProductNotFound):
        open_stock_out(actor=cast.oleg, product_id=product.pk)
    other = Product.objects.create(shop=cast.shop, name="棉袜", kind="socks", price_fen=1)
    with pytest.raises(EntryWrong):
        open_stock_out(actor=cast.mei, product_id=other.pk, sku_id=m.pk)
    row = open_stock_out(actor=cast.mei, product_id=product.pk)
    again = StockOut(shop=cast.shop, product=product, opened_at=row.opened_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_put_down_from_its_name_on_the_page(cast: Cast) -> None:
    product, m, _large = stocked(cast)
    order = waiting(cast, product, m)
    mei = Client()
    mei.force_login(cast.mei.user)
    address = "/cases/registers/stock-outs/"
    assert "燕麦色 M" in mei.get(f"{address}?goods=连帽").content.decode()
    form = {"product": product.pk, "sku": m.pk, "goods": "连帽", "back_on": "2020-01-01"}
    refused = mei.post(f"{address}new/", form)
    assert refused.status_code == 400 and "燕麦色 M" in refused.content.decode()
    one = mei.post(f"{address}new/", {**form, "back_on": ""})["Location"]
    page = mei.get(one).content.decode()
    assert order.tail in page and "不知道哪天到" in page
    waiting(cast, product, m)
    assert "又来了 1 单" in mei.get(one).content.decode()
    said = {"deed": "settle", "order": order.pk}
    mei.post(one + "deed/", {**said, "state": "told", "version": 1})
    waits = mei.get(one).content.decode()
    assert "买家愿意等" in waits and "还有 1 单没办" in waits and 'type="checkbox"' in waits
    mei.post(one + "deed/", {**said, "state": "changed", "version": 2})
    assert "已结案" not in mei.get(address).content.decode()
    closed = mei.get(one).content.decode()
    assert "换了别的" in closed
