"""From a word to its place: found while typing, read beside the hits, gone to at the desk."""

from uuid import uuid4

from playwright.sync_api import expect

from conversations.actions.noting import add_note
from conversations.models import Conversation, Entry
from helpdesk.commerce.models import Buyer, Order
from helpdesk.kernel.clock import now
from tests.browser.axe import serious
from tests.browser.windows import PHONE, Windows, desk_in, page_in
from tests.cast import Cast, agent
from tests.conversations.carded import ordered
from tests.search.saying import talk

WANTED = "藏青色那件<b>开线</b>了，要退款"


def long_thread(cast: Cast) -> int:
    """Two places, one of them far back: what stands there is not loaded when the chat is opened."""
    talk(shop_id=cast.shop.pk, owner_id=cast.mei.pk, threads=1, each=150)
    for seq, words in ((9, WANTED), (140, "藏青色那件给您办好了")):
        Entry.objects.filter(shop_id=cast.shop.pk, seq=seq).update(text=words)
    return Conversation.objects.get(shop=cast.shop).pk


def test_from_a_word_to_its_place_and_back(windows: Windows, real_cast: Cast) -> None:
    thread = long_thread(real_cast)
    member = windows.member(real_cast.mei)
    page = desk_in(member, thread).page
    page.keyboard.press("f")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.type("藏青 开线")
    hits = page.locator("[data-hit]")
    expect(hits).to_have_count(1)
    expect(hits.locator("mark")).to_have_text(["藏青", "开线"])
    expect(hits.locator(".hit__words")).to_contain_text("<b>开线</b>")
    page.keyboard.press("ArrowDown")
    expect(hits).to_be_focused()
    place = page.locator("[data-place]")
    expect(place.locator("[data-place-hit]")).to_contain_text(WANTED)
    assert list(serious(page, None)) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert list(serious(page, ["color-contrast"])) == []
    page.keyboard.press("Enter")
    found = page.locator("[data-log] [data-found]")
    expect(found).to_contain_text(WANTED)
    expect(found).to_be_in_viewport()
    expect(page).to_have_url(f"{windows.url}/desk/{thread}/")
    expect(page.locator(".talk__head")).to_be_in_viewport(ratio=1)  # only the log has moved
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("藏青 开线")
    expect(hits).to_have_count(1)

    page.goto(f"/desk/{thread}/")
    expect(page.locator("[data-log]")).to_contain_text("给您办好了")
    page.keyboard.press("[")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("button", name="去掉条件：只在")).to_be_visible()
    page.get_by_role("searchbox").type("藏青")
    expect(hits).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(place.locator("[data-place-hit]")).to_contain_text("给您办好了")
    page.get_by_role("button", name="这个聊天里的上一处").click()
    expect(place.locator("[data-place-hit]")).to_contain_text(WANTED)
    page.get_by_role("button", name="去掉条件：只在").click()
    expect(page.get_by_role("button", name="去掉条件：只在")).to_have_count(0)
    page.get_by_role("searchbox").fill("没人说过的话")
    expect(page.locator("[data-found]")).to_contain_text("聊天里没有人这样说过")


def test_on_a_phone_a_tap_goes_there(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread(WANTED)
    page = desk_in(windows.member(real_cast.mei, PHONE)).page
    page.locator("[data-rail-search]").tap()
    page.get_by_role("searchbox").fill("藏青")
    page.locator("[data-hit]").tap()
    expect(page.locator("[data-log] [data-found]")).to_contain_text(WANTED)
    expect(page).to_have_url(f"{windows.url}/desk/{thread.pk}/")


def test_a_note_and_an_order_without_a_chat_open_where_they_are(
    windows: Windows, real_cast: Cast
) -> None:
    """The note beside what it was written about; the order with its flag and memo, on a page."""
    cast = real_cast
    thread = cast.thread(WANTED)
    note = {"client_id": uuid4(), "text": "@秦越 藏青色的要您点头", "anchor": 1}
    add_note(actor=agent(cast.mei), conversation_id=thread.pk, **note)
    order = ordered(cast, thread)
    stranger = Buyer.objects.create(
        shop=cast.shop, name="没来过的人", platform="taobao", first_seen=now()
    )
    Order.objects.filter(pk=order.pk).update(buyer=stranger)
    page = page_in(windows.member(cast.qin), "/search/")
    box = page.get_by_role("searchbox")
    box.fill("点头")
    hit = page.locator("[data-hit]")
    expect(hit).to_contain_text("的备注：")
    page.keyboard.press("ArrowDown")
    place = page.locator("[data-place]")
    expect(place.locator("[data-place-hit]")).to_contain_text("要您点头")
    expect(place).to_contain_text("开线")
    assert list(serious(page, None)) == []
    page.get_by_text("备注", exact=True).click()
    expect(page.get_by_role("button", name="去掉条件：备注")).to_be_visible()
    expect(hit).to_have_count(1)
    page.get_by_role("button", name="去掉条件：备注").click()
    box.fill(order.number)
    page.get_by_role("link", name="没来过的人").click()
    expect(page).to_have_url(f"{windows.url}/orders/{order.pk}/")
    card = page.locator(f"[data-order='{order.pk}']")
    expect(card.get_by_role("button", name="发订单卡片")).to_be_hidden()
    assert list(serious(page, None)) == []
    card.get_by_role("button", name="备注").click()
    page.get_by_label("备注全文").fill("先别发")
    page.get_by_role("button", name="存备注").click()
    expect(card.locator(".order__memo")).to_contain_text("先别发")
    expect(page.get_by_role("status").filter(has_text="备注存好了")).to_be_visible()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
