"""The phone: one column, thumbs."""

import pytest
from playwright.sync_api import expect

from tests.browser.layout import too_small, too_wide
from tests.browser.windows import PHONE, Windows, desk_in, page_in
from tests.cast import Cast, agent, send

PATHS = ["/sign-in/", "/password/forgot/", "/password/reset/none/", "/desk/999999999/"]
INSIDE = [
    "/desk/",
    "/search/",
    "/password/",
    "/people/",
    "/people/transfer/",
    "/settings/",
    "/settings/?edit=chat.wait_steps",
    "/settings/?history=chat.wait_steps",
    "/settings/shop/",
    "/settings/webhooks/",
    "/settings/webhooks/new/",
    "/audit/",
]


def test_from_the_list_to_a_thread_and_back_by_the_browsers_button(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    desk = desk_in(windows.member(real_cast.mei, PHONE))
    expect(desk.list).to_be_visible()
    expect(desk.log).to_be_hidden()
    desk.row("在吗").tap()
    desk.shows("在吗")
    expect(desk.page).to_have_url(f"{windows.url}/desk/{thread.pk}/")
    expect(desk.list).to_be_hidden()
    expect(desk.box).to_be_in_viewport()
    assert too_wide(desk.page) == []
    desk.say("在的")
    expect(desk.state("在的")).to_contain_text("已")
    row = desk.log.locator("[data-key]", has_text="在吗").first
    acts = row.locator("[data-act=menu]")
    expect(acts).to_have_css("opacity", "0")
    row.locator(".bubble").tap()
    expect(acts).to_have_css("opacity", "1")
    acts.tap()
    desk.page.get_by_role("menuitem", name="引用").tap()
    expect(desk.page.get_by_role("group", name="要引用的")).to_contain_text("在吗")
    desk.log.locator("[data-key]", has_text="在的").first.locator(".bubble").tap()
    expect(acts).to_have_css("opacity", "0")
    desk.page.locator(".talk__head [data-more]").tap()
    desk.page.get_by_role("menuitem", name="转接给同事").tap()
    dialog = desk.page.locator("[data-transfer-dialog]")
    expect(dialog).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    desk.page.go_back()
    expect(desk.list).to_be_visible()
    expect(desk.log).to_be_hidden()
    desk.page.go_forward()
    desk.shows("在的")
    desk.page.get_by_role("button", name="回到会话列表").tap()
    expect(desk.list).to_be_visible()


@pytest.mark.parametrize("size", [(568, 170), (320, 260)])
def test_over_the_keyboard_of_a_small_phone_box_and_answer_are_seen(
    windows: Windows, real_cast: Cast, size: tuple[int, int]
) -> None:
    buyer = windows.chat(real_cast.shop, PHONE)
    buyer.say("在吗")
    buyer.settled(1)
    buyer.page.set_viewport_size({"width": size[0], "height": size[1]})
    buyer.box.fill("我想问一下这件衣服\n" * 12)
    expect(buyer.send).to_be_in_viewport(ratio=1)
    expect(buyer.box).to_be_in_viewport(ratio=1)
    assert buyer.log.evaluate("(log) => log.clientHeight") >= 40


def test_no_page_scrolls_sideways_on_a_phone(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("404|410")
    thread = real_cast.thread("在吗")
    nobody, lan = windows.person(PHONE), windows.member(real_cast.lan, PHONE)
    found = {}
    for context, paths in (
        (nobody, [*PATHS, f"/chat/{real_cast.shop.slug}/"]),
        (lan, [*INSIDE, f"/desk/{thread.pk}/"]),
    ):
        for path in paths:
            page = page_in(context, path)
            page.wait_for_timeout(200)
            found[path] = too_wide(page)
    assert [words for each in found.values() for words in each] == []


@pytest.mark.parametrize("who", ["buyer", "agent", "pages"])
def test_what_is_touched_is_large_enough(windows: Windows, real_cast: Cast, who: str) -> None:
    found: dict[str, list[str]] = {}
    if who == "buyer":
        buyer = windows.chat(real_cast.shop, PHONE)
        buyer.say("在吗")
        buyer.settled(1)
        found["chat"] = too_small(buyer.page)
    elif who == "agent":
        thread = real_cast.thread("在吗")
        send(agent(real_cast.mei), thread, "在的")
        desk = desk_in(windows.member(real_cast.mei, PHONE))
        found["list"] = too_small(desk.page)
        desk.go(thread.pk)
        desk.shows("在的")
        found["thread"] = too_small(desk.page)
    else:
        context = windows.member(real_cast.lan, PHONE)
        for path in ("/sign-in/", "/people/", "/password/", "/settings/", "/audit/"):
            found[path] = too_small(
                page_in(windows.person(PHONE) if "sign" in path else context, path)
            )
    assert [words for each in found.values() for words in each] == []
