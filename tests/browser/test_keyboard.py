"""The desk without a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.browser.at_rest import tab_in
from tests.browser.screens import Desk
from tests.browser.scripts import script
from tests.browser.stored import words_of
from tests.browser.windows import Windows
from tests.cast import PASSWORD, Cast

FOCUS_SHOWN = script("focus_is_shown.js")
FOCUSED = script("focused_name.js")


def test_a_shift_by_keyboard_alone(windows: Windows, real_cast: Cast) -> None:
    first = real_cast.thread("我先来的")
    real_cast.thread("我后来的")
    page = tab_in(windows.person())
    desk = Desk(page)
    page.goto("/desk/")
    expect(page.get_by_label("用户名", exact=True)).to_be_focused()
    page.keyboard.type(real_cast.mei.user.username)
    page.keyboard.press("Tab")
    expect(page.get_by_label("密码", exact=True)).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    desk.ready()
    expect(desk.rows).to_have_count(2)

    page.keyboard.press("n")
    desk.shows("我先来的")
    page.keyboard.press("r")
    expect(desk.box).to_be_focused()
    page.keyboard.type("来了 n e ?")
    page.keyboard.press("Enter")
    expect(desk.state("来了 n e ?")).to_contain_text("已")
    page.keyboard.press("Escape")
    expect(desk.box).not_to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_role("dialog", name="结束接待")).to_be_visible()
    page.keyboard.press("e")
    expect(desk.log).to_contain_text("结束了这次接待")
    assert words_of(first.pk) == ["我先来的", "来了 n e ?"]

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("n")
    desk.shows("我后来的")
    page.keyboard.press("g")
    expect(desk.log).to_contain_text("接了这次接待")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(desk.list.locator("[aria-current=true]")).to_have_count(1)


def walk(page: Page, steps: int) -> list[str]:
    """Where Tab leads, each stop with a visible ring."""
    page.evaluate("document.activeElement.blur(); getSelection().collapse(document.body, 0)")
    stops: list[str] = []
    while len(stops) < steps:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # from the end to the start
        name = page.evaluate(FOCUSED)
        assert page.evaluate(FOCUS_SHOWN), f"no visible focus on {name!r}"
        stops.append(name)
    return stops


def test_tab_goes_through_the_desk_in_reading_order(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("在吗")
    stops = walk(desk.page, 34)
    at = 0
    for name in (
        "跳到正文",
        "会话",
        "我：小梅",
        "全部",
        "在吗",
        "我的状态",
        "聊天记录",
        "输入消息",
        "发送",
    ):
        at = next((n for n in range(at, len(stops)) if re.search(name, stops[n])), -1)
        assert at >= 0, (name, stops)


def test_tab_goes_through_sign_in_and_chat(windows: Windows, real_cast: Cast) -> None:
    page = tab_in(windows.person())
    page.goto("/sign-in/")
    stops = walk(page, 5)
    assert any("登录" in stop for stop in stops), stops
    buyer = windows.chat(real_cast.shop)
    stops = walk(buyer.page, 6)
    assert {"聊天记录", "输入消息", "发送"} <= set(stops), stops
