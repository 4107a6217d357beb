"""The pages that a buyer looked at."""

from datetime import timedelta

import pytest
from django.test import Client

from conversations.actions.looking import forget_old_looks, look_at_page
from conversations.models import Conversation, PageLook
from conversations.origins import without_query
from conversations.queries.trail import trail_of
from helpdesk.commerce.models import Product
from helpdesk.kernel.clock import now
from tests.cast import Cast


def look(thread: Conversation, path: str, *, product: str = "", ago: int = 0) -> None:
    look_at_page(
        shop_id=thread.shop_id,
        conversation_id=thread.pk,
        title=f"页 {path}\u202e\n",
        address=f"https://shop.example{path}",
        product=product,
        ago=ago,
    )


def test_the_same_page_twice_is_one_look(cast: Cast) -> None:
    thread = cast.thread()
    look(thread, "/a")
    look(thread, "/a")
    look(thread, "/b")
    look(thread, "/a")
    titles = list(PageLook.objects.filter(shop=cast.shop).order_by("pk").values_list("title"))
    assert titles == [("页 /a",), ("页 /b",), ("页 /a",)]


def test_fifty_are_kept_and_thirty_days(cast: Cast) -> None:
    thread = cast.thread()
    for number in range(60):
        look(thread, f"/{number}")
    kept = PageLook.objects.filter(shop=cast.shop).order_by("-pk")
    assert kept.count() == 50
    assert kept[0].address.endswith("/59")
    kept.update(at=now() - timedelta(days=31))
    assert trail_of(thread)["looking"] is None
    assert forget_old_looks() >= 50
    assert not PageLook.objects.filter(shop=cast.shop).exists()


def test_the_panel_says_what_the_buyer_looks_at(cast: Cast) -> None:
    thread = cast.thread()
    Product.objects.create(
        shop=cast.shop, name="云感卫衣", kind="hoodie", price_fen=15900, facts="偏大半码"
    )
    look(thread, "/first", ago=60)
    look(thread, "/hoodie", product="云感卫衣")
    browser = Client()
    browser.force_login(cast.mei.user)
    page = browser.get(f"/desk/{thread.pk}/panel/").content.decode()
    for words in ("正在看", "云感卫衣", "¥159.00", "偏大半码", "之前看过 1 页", "页 /first"):
        assert words in page
    PageLook.objects.filter(shop=cast.shop).update(at=now() - timedelta(hours=2))
    assert "上次在看" in browser.get(f"/desk/{thread.pk}/panel/").content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.cn/p?q=secret&token=1#x", "https://a.cn/p"),
        ("https://user:pw@a.cn/p", "https://a.cn/p"),
        ("https://a.cn:443", "https://a.cn/"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("https://a.cn:99999999/", ""),
    ],
)
def test_no_query_is_kept(given: str, kept: str) -> None:
    assert without_query(given) == kept


def test_what_cannot_be_stored_is_left_out(cast: Cast) -> None:
    thread = cast.thread()
    look(thread, "/a\x00\ud800b", product="\ud800" + "长" * 500)
    kept = PageLook.objects.get(shop=cast.shop)
    assert (kept.address, len(kept.product)) == ("https://shop.example/ab", 120)
