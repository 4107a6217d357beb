"""Products: found, added, edited by two people, taken off the shelf; charts with their gaps."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.commerce.actions.editing_goods import edit_product
from helpdesk.commerce.chart_checks import TypedRow, oddities, read_chart
from helpdesk.commerce.errors import ChartWrong
from helpdesk.commerce.models import Order, OrderLine, Product, Sku
from helpdesk.commerce.queries.goods import goods_page
from helpdesk.commerce.sizing import ChartRow
from helpdesk.kernel.clock import now
from tests.cast import PASSWORD, Cast
from tests.conversations.test_panel import panel_of

FORM = {"name": "云感卫衣", "kind": "卫衣", "price_fen": "159", "colours": "燕麦色、雾蓝"}


def browser_of(member: Membership) -> Client:
    client = Client()
    assert client.login(username=member.user.username, password=PASSWORD)
    return client


def hoodie(cast: Cast, **more: Any) -> Product:
    values = {"name": "云感卫衣", "kind": "卫衣", "price_fen": 15900} | more
    return Product.objects.create(shop=cast.shop, **values)


def edit(client: Client, product: Product, **more: Any) -> Any:
    sent = FORM | {"seen": product.version} | more
    return client.post(f"/goods/{product.pk}/edit/", sent)


def test_a_product_is_added_and_found(cast: Cast) -> None:
    qin = browser_of(cast.qin)
    assert "还没有商品" in qin.get("/goods/").content.decode()
    answer = qin.post("/goods/new/", FORM)
    product = Product.objects.get(shop=cast.shop)
    assert answer.headers["Location"] == f"/goods/{product.pk}/"
    assert (product.price_fen, product.colours) == (15900, ["燕麦色", "雾蓝"])
    qin.post(f"/goods/{product.pk}/skus/", {"code": "YG-M", "spec": "M", "price_fen": "159.5"})
    assert Sku.objects.get(product=product).price_fen == 15950
    for words in ("卫衣", "yg-m", "云感"):
        assert "云感卫衣" in qin.get("/goods/", {"q": words}).content.decode(), words
    assert "没有名字或编码里带" in qin.get("/goods/", {"q": "%_"}).content.decode()
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__in=["product.created", "sku.created"])
    assert verbs.count() == 2


def test_a_name_is_taken_once_and_what_was_typed_stays(cast: Cast) -> None:
    hoodie(cast)
    answer = browser_of(cast.qin).post("/goods/new/", FORM | {"facts": "380g 加绒"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "已经有一件商品叫「云感卫衣」" in page and "380g 加绒" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"price_fen": "-5"}, "「价格」不对：是负数：-5，写 0 或正数。 改好再试"),
        ({"price_fen": "9999999999"}, "「价格」不对：大得不像价格。 改好再试"),
        ({"price_fen": "1.234"}, "不到一分"),
        ({"price_fen": "免费"}, "不是金额"),
        ({"name": ""}, "「名字」不对"),
        ({"colours": "、".join(f"色{n}" for n in range(101))}, "最多 100 样"),
    ],
)
def test_what_cannot_be_stored_is_said(cast: Cast, typed: dict[str, str], words: str) -> None:
    product = hoodie(cast)
    answer = edit(browser_of(cast.qin), product, **typed)
    assert answer.status_code == 400 and words in answer.content.decode()
    product.refresh_from_db()
    assert product.version == 1


def test_lines_are_counted_as_the_browser_counts_them(cast: Cast) -> None:
    product = hoodie(cast)
    full = "字\r\n" * 499 + "末尾"
    assert edit(browser_of(cast.qin), product, facts=full).status_code == 302
    product.refresh_from_db()
    assert product.facts == "字\n" * 499 + "末尾"


def test_two_people_at_once_are_told(cast: Cast) -> None:
    product = hoodie(cast)
    qin = browser_of(cast.qin)
    assert edit(browser_of(cast.lan), product, price_fen="149").status_code == 302
    late = edit(qin, product, price_fen="139", facts="我写的")
    page = late.content.decode()
    assert late.status_code == 409 and "同事刚改过这件商品" in page and "我写的" in page
    product.refresh_from_db()
    assert product.price_fen == 14900
    assert edit(qin, product, price_fen="139").status_code == 302


def test_an_edit_is_taken_back_until_the_next_one(cast: Cast) -> None:
    product = hoodie(cast)
    qin = browser_of(cast.qin)
    address = edit(qin, product, price_fen="99", facts="新").headers["Location"]
    assert "撤销这次修改" in qin.get(address).content.decode()
    entry = address.split("undo=")[1]
    assert qin.post(f"/goods/{product.pk}/undo/", {"entry": entry}).status_code == 302
    product.refresh_from_db()
    assert (product.price_fen, product.facts, product.version) == (15900, "", 3)
    assert "撤销这次修改" not in qin.get(address).content.decode()
    late = qin.post(f"/goods/{product.pk}/undo/", {"entry": entry})
    assert late.status_code == 409 and "撤不回了" in late.content.decode()
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb="product.change_undone")
    assert verbs.count() == 1


def test_what_orders_name_is_put_off_the_shelf_never_deleted(cast: Cast) -> None:
    product = hoodie(cast)
    order = Order.objects.create(
        shop=cast.shop, number="A1", platform="web", state="paid", created_at=now()
    )
    OrderLine.objects.create(
        shop=cast.shop, order=order, position=1, product=product, title="云感卫衣"
    )
    qin = browser_of(cast.qin)
    thread = cast.thread("云感卫衣还有吗")
    assert "¥159.00" in panel_of(thread, cast.mei)
    qin.post(f"/goods/{product.pk}/shelf/", {"shelf": "off"})
    assert "有订单写着这件商品" in qin.get(f"/goods/{product.pk}/").content.decode()
    assert "云感卫衣" not in qin.get("/goods/").content.decode()
    assert "云感卫衣" in qin.get("/goods/?shelf=off").content.decode()
    assert "data-product=" not in panel_of(thread, cast.mei)
    qin.post(f"/goods/{product.pk}/shelf/", {"shelf": "on"})
    assert f'data-product="{product.pk}"' in panel_of(thread, cast.mei)


def test_the_panel_has_the_new_chart_at_once(cast: Cast) -> None:
    product = hoodie(cast)
    thread = cast.thread("云感卫衣，165 身高 110 斤穿多大")
    assert "穿 M" not in panel_of(thread, cast.mei)
    rows = {
        "size": ["M", "L", ""],
        "height_from": ["160", "169", ""],
        "height_to": ["168", "176", ""],
        "weight_from": ["100", "121", ""],
        "weight_to": ["120", "140", ""],
    }
    answer = browser_of(cast.qin).post(f"/goods/{product.pk}/chart/", rows | {"seen": 1})
    assert answer.status_code == 302
    assert "穿 M" in panel_of(thread, cast.mei)


def test_a_chart_that_makes_no_sense_names_its_row(cast: Cast) -> None:
    product = hoodie(cast)
    rows = {"size": ["M"], "height_from": ["170"], "height_to": ["160"], "seen": 1}
    answer = browser_of(cast.qin).post(f"/goods/{product.pk}/chart/", rows)
    page = answer.content.decode()
    assert answer.status_code == 400 and "尺码表第 1 行不对" in page and 'value="170"' in page


@pytest.mark.parametrize(
    "row",
    [
        TypedRow("", "160", "170"),
        TypedRow("M", "160", ""),
        TypedRow("M", "16o", "170"),
        TypedRow("M", "10", "170"),
        TypedRow("M"),
    ],
)
def test_rows_that_are_refused(row: TypedRow) -> None:
    with pytest.raises(ChartWrong) as refused:
        read_chart([TypedRow("S", "150", "159"), row])
    assert "第 2 行" in refused.value.said()


def test_blank_rows_fall_away_and_doubles_are_refused() -> None:
    assert read_chart([TypedRow(), TypedRow("M", "160", "168"), TypedRow()]) == [
        {"size": "M", "height_cm": [160, 168]}
    ]
    with pytest.raises(ChartWrong):
        read_chart([TypedRow("M", "150", "159"), TypedRow("M", "160", "168")])


def test_gaps_and_overlaps_are_said() -> None:
    chart = [
        ChartRow("S", (150, 159), (80, 100)),
        ChartRow("M", (161, 168), (95, 120)),
        ChartRow("L", (172, 180), (121, 140)),
    ]
    assert oddities(chart) == [
        "身高 160 cm 没有尺码，会按 M 推荐",
        "身高 169 到 171 cm 没有尺码，会按 L 推荐",
        "体重 95 到 100 斤，S 和 M 都算，取 S",
    ]
    assert oddities([ChartRow("S", (150, 159), None), ChartRow("M", (160, 168), None)]) == []
    [said] = oddities([ChartRow("M", (160, 168), None), ChartRow("S", (150, 159), None)])
    assert "S 比 M 还小" in said


def test_a_sku_belongs_to_one_product(cast: Cast) -> None:
    first, second = hoodie(cast), hoodie(cast, name="外套")
    qin = browser_of(cast.qin)
    sent = {"code": "YG-M", "price_fen": "159"}
    qin.post(f"/goods/{first.pk}/skus/", sent)
    answer = qin.post(f"/goods/{second.pk}/skus/", sent)
    assert answer.status_code == 409
    assert "商家编码 YG-M 已经在商品「云感卫衣」下面" in answer.content.decode()
    sku = Sku.objects.get(shop=cast.shop)
    changed = qin.post(f"/goods/skus/{sku.pk}/", sent | {"stock_note": "余 26 件", "seen": 1})
    assert changed.status_code == 302
    stale = qin.post(f"/goods/skus/{sku.pk}/", sent | {"stock_note": "余 3 件", "seen": 1})
    assert stale.status_code == 409
    qin.post(f"/goods/skus/{sku.pk}/use/", {"use": "no"})
    sku.refresh_from_db()
    assert sku.retired_at is not None and sku.stock_note == "余 26 件"


def test_agents_see_and_do_not_touch(cast: Cast) -> None:
    product = hoodie(cast)
    mei = browser_of(cast.mei)
    page = mei.get(f"/goods/{product.pk}/").content.decode()
    assert "请主管或店长来" in page and "存尺码表" not in page
    assert edit(mei, product, price_fen="1").status_code == 403
    assert mei.post("/goods/new/", FORM).status_code == 403


def test_another_shops_product_is_not_there(cast: Cast) -> None:
    product = hoodie(cast)
    oleg = browser_of(cast.oleg)
    assert oleg.get(f"/goods/{product.pk}/").status_code == 404
    assert edit(oleg, product, price_fen="1").status_code == 404
    assert "云感卫衣" not in oleg.get("/goods/").content.decode()


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    product = hoodie(cast)
    done = edit_product(
        actor=cast.qin.user,
        shop_id=cast.shop.pk,
        product_id=product.pk,
        values={"price_fen": 15900},
        seen=0,
    )
    assert (done.entry, done.product.version) == (None, 1)


def test_ten_thousand_products_stay_quick(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    made = Product.objects.bulk_create(
        Product(shop=cast.shop, name=f"商品{n:05}", kind="x", price_fen=n + 1)
        for n in range(10_000)
    )
    Sku.objects.bulk_create(
        Sku(shop=cast.shop, product=product, code=f"C{product.price_fen}", price_fen=1)
        for product in made
    )
    for search in ({}, {"words": "9999"}, {"words": "C77"}, {"after": "商品05000"}):
        with django_assert_num_queries(3):
            began = time.monotonic()
            page = goods_page(shop_id=cast.shop.pk, **search)
            took = time.monotonic() - began
        assert page.products and took < 0.5, (search, took)
    assert [one.name for one in page.products][:1] == ["商品05001"] and page.after == "商品05050"
    seen = set()
    after = "商品09900"
    while True:
        page = goods_page(shop_id=cast.shop.pk, after=after)
        seen |= {one.name for one in page.products}
        if not (after := page.after):
            break
    assert len(seen) == 99
