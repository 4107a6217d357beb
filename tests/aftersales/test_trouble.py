"""What a product came back for lately: counted right, bounded, and each figure is its list."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from aftersales.actions.appealing import appeal
from aftersales.causes import Cause
from aftersales.doer import staff_of
from aftersales.machine.words import Verb
from aftersales.models import CaseLine
from aftersales.queries import trouble
from aftersales.queries.trouble import trouble_of
from helpdesk.accounts.models import Shop
from helpdesk.commerce.models import Order, OrderLine, Product, Sku
from helpdesk.kernel.clock import now
from tests.aftersales.ordered import HOODIE, SOCKS, WORDS, opened, ordered
from tests.aftersales.test_wizard import browser_of
from tests.cast import Cast


class Goods:
    """A hoodie in two sizes; orders of either."""

    def __init__(self, cast: Cast, shop: Shop | None = None) -> None:
        self.cast, self.shop = cast, shop or cast.shop
        self.hoodie = Product.objects.create(shop=self.shop, name="云感连帽卫衣", price_fen=10_000)
        made = (
            Sku.objects.create(
                shop=self.shop, product=self.hoodie, code=size, spec=size, price_fen=10_000
            )
            for size in ("M", "XL")
        )
        self.small, self.large = made

    def sold(self, sku: Sku, *, days: int = 1) -> Order:
        order = ordered(self.cast, HOODIE, SOCKS)
        Order.objects.filter(pk=order.pk).update(paid_at=now() - timedelta(days=days))
        lines = OrderLine.objects.filter(order=order, position=1)
        lines.update(product=self.hoodie, sku=sku, quantity=2)
        return order


@pytest.fixture
def goods(cast: Cast) -> Goods:
    return Goods(cast)


def lines_of(order: Order) -> list[Any]:
    return list(OrderLine.objects.filter(order=order).order_by("position"))


def test_each_figure_is_the_list_of_cases_behind_it(
    goods: Goods, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = goods.cast
    small = opened(cast, goods.sold(goods.small), cause=Cause.DISLIKE)
    over = opened(cast, goods.sold(goods.small), cause=Cause.DISLIKE, of_shop=True)
    appeal(doer=staff_of(cast.mei), case_id=over.pk, verb=Verb.WITHDRAW, evidence=WORDS)
    both = opened(cast, goods.sold(goods.large), cause=Cause.QUALITY)
    old = opened(cast, goods.sold(goods.large, days=90), cause=Cause.QUALITY)
    CaseLine.objects.filter(case=old).update(opened_at=now() - timedelta(days=60))
    opened(cast, goods.sold(goods.large), positions=(2,))  # about the socks, which nobody lists
    order = goods.sold(goods.small)
    lines = lines_of(order)
    with django_assert_num_queries(2):  # the rule, and all figures in one
        found = trouble_of(cast.shop.pk, lines)
    assert list(found) == [1]
    told = found[1]
    assert (told.days, told.whole.sold, told.whole.count, told.whole.is_more) == (30, 10, 3, False)
    assert told.article is not None
    assert (told.article.sold, told.article.count) == (6, 2)
    assert [(one.cause, one.count) for one in told.whole.causes] == [
        (Cause.DISLIKE, 2),
        (Cause.QUALITY, 1),
    ]
    mei = browser_of(cast.mei)

    def listed(query: str) -> set[str]:
        page = mei.get(reverse("cases-now") + query).content.decode()
        return set(re.findall(r"AS-\d+", page))

    assert listed(told.whole.query) == {str(small), str(over), str(both)}
    assert listed(told.article.query) == {str(small), str(over)}
    assert listed(told.whole.causes[1].query) == {str(both)}
    page = mei.get(reverse("case-new"), {"order": order.pk}).content.decode()
    assert "卖出 10 件" in page and "售后 3 单" in page and "其中这个规格" in page
    assert told.whole.causes[0].query.replace("&", "&amp;") in page
    assert "售后 3 单" in mei.get(reverse("case", args=[small.pk])).content.decode()
    # A page at a time, the newest first, nothing twice.
    monkeypatch.setattr("aftersales.queries.listing.PAGE", 2)
    first = mei.get(reverse("cases-now") + told.whole.query).content.decode()
    more = re.search(r'href="[^"]*(\?[^"]*after=[^"]*)"', first)
    assert more and re.findall(r"AS-\d+", first)[-1] in (str(over), str(both))
    assert str(small) in listed(more[1].replace("&amp;", "&"))
    # What is counted is bounded, and said to be more.
    monkeypatch.setattr(trouble, "MOST_LINES", 3)
    bounded = trouble_of(cast.shop.pk, lines)[1]
    assert bounded.whole.is_more and bounded.whole.sold <= 6 and bounded.whole.count <= 3


def test_another_shops_product_is_not_found(goods: Goods) -> None:
    there = browser_of(goods.cast.oleg)
    assert there.get(reverse("cases"), {"product": goods.hoodie.pk}).status_code == 404
    assert (
        trouble_of(goods.cast.other_shop.pk, lines_of(goods.sold(goods.small)))[1].whole.count == 0
    )


def test_the_figures_of_one_product_are_read_from_two_indexes(goods: Goods) -> None:
    given = {"shop": goods.shop.pk, "products": [goods.hoodie.pk], "since": now(), "most": 5}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + trouble.SQL, given)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "case_line_of_product" in plan and "line_of_product" in plan
