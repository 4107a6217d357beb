"""An order in hand, its chat on screen: Ctrl K, four digits, Enter."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_orders import ordered
from tests.browser.windows import PHONE, WIDE, Windows, desk_in
from tests.cast import Cast


@pytest.mark.parametrize("words", ["7731", "138 1234 5678"])
def test_from_a_number_to_the_chat_by_keyboard(
    windows: Windows, real_cast: Cast, words: str
) -> None:
    thread = real_cast.thread("我要查的会话")
    ordered(real_cast, thread)
    page = desk_in(windows.member(real_cast.mei)).page
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="命令、买家、订单号或手机号")
    expect(box).to_be_focused()
    box.type(words)
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("138****5678")
    assert "13812345678" not in page.content()
    page.keyboard.press("Enter")
    expect(page.locator("[data-command-bar]")).to_be_hidden()
    expect(page).to_have_url(f"{windows.url}/desk/{thread.pk}/")
    expect(page.locator("[data-talk]")).to_contain_text("我要查的会话")


def test_while_writing_and_nothing_found(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    page = desk.page
    page.locator("[data-text]").fill("正在写")
    page.locator("[data-text]").press("Control+k")
    box = page.get_by_role("combobox")
    box.type("13900000000")
    expect(page.locator("[data-bar-said]")).to_contain_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator("[data-command-bar]")).to_be_hidden()
    expect(page.locator("[data-text]")).to_have_value("正在写")
    page.keyboard.press("Control+k")
    expect(box).to_have_value("")


def test_on_a_phone_by_its_button(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("手机上找")
    ordered(real_cast, thread)
    page = desk_in(windows.member(real_cast.mei, PHONE)).page
    page.locator("[data-open-bar]").tap()
    page.get_by_role("combobox").fill("7731")
    page.get_by_role("option").tap()
    expect(page).to_have_url(f"{windows.url}/desk/{thread.pk}/")


def test_arrows_walk_through_what_was_found(windows: Windows, real_cast: Cast) -> None:
    threads = [real_cast.thread(f"第{place}位") for place in range(3)]
    for thread in threads:
        ordered(real_cast, thread)
    page = desk_in(windows.member(real_cast.mei, WIDE)).page
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox")
    box.type("7731")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    page.keyboard.press("ArrowDown")
    second = options.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
