"""The names that people, screen readers and testers find things by."""

from playwright.sync_api import Page, expect

from tests.browser.at_rest import tab_in
from tests.browser.windows import Windows
from tests.cast import Cast


def has(page: Page, role: str, name: str) -> None:
    expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)  # type: ignore[arg-type]


def test_the_names_are_as_promised(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("在吗")
    has(desk.page, "list", "会话列表")
    for page in (desk.page, windows.chat(real_cast.shop).page):
        has(page, "textbox", "输入消息")
        has(page, "button", "发送")
        has(page, "log", "聊天记录")
    page = tab_in(windows.person())
    page.goto("/sign-in/")
    has(page, "button", "登录")
    expect(page.get_by_label("用户名", exact=True)).to_have_count(1)
    expect(page.get_by_label("密码", exact=True)).to_have_count(1)
