"""The sign-in ends in the middle of a shift."""

import re

from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, expect

from tests.browser.proxy import Proxy
from tests.browser.stored import words_of
from tests.browser.windows import Windows, desk_in
from tests.cast import PASSWORD, Cast


def end_session(windows: Windows, browser: BrowserContext) -> None:
    """Whatever the page was about to ask for meanwhile is refused."""
    windows.witness.allow("401")
    cookie = next(c for c in browser.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    Session.objects.filter(session_key=cookie["value"]).delete()


def test_the_desk_asks_for_the_password_and_goes_on_where_it_was(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    browser = windows.member(real_cast.mei)
    desk = desk_in(browser, thread.pk)
    desk.shows("在吗")
    desk.box.press_sequentially("写了一半的话")
    end_session(windows, browser)
    with windows.witness.line_down():
        line.cut()  # the next connection finds no session
        line.mend()
        dialog = desk.page.get_by_role("dialog", name=re.compile("登录过期"))
        expect(dialog).to_be_visible(timeout=15_000)
    expect(dialog).to_contain_text("写了一半的话")
    password = dialog.get_by_label("密码", exact=True)
    expect(password).to_be_focused()
    windows.witness.allow("400|401|403|422|429")
    password.fill("not-this-one")
    password.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text(re.compile("[。！]$"))
    expect(dialog.get_by_role("alert")).to_contain_text("密码")
    password.fill(PASSWORD)
    password.press("Enter")
    expect(dialog).to_be_hidden()
    expect(desk.box).to_have_value("写了一半的话")
    desk.box.press("Enter")
    expect(desk.state("写了一半的话")).to_contain_text("已")
    assert words_of(thread.pk) == ["在吗", "写了一半的话"]


def test_escape_leaves_neither_the_dialog_nor_its_password(
    windows: Windows, real_cast: Cast
) -> None:
    browser = windows.member(real_cast.mei)
    desk = desk_in(browser)
    end_session(windows, browser)
    dialog = desk.page.get_by_role("dialog", name=re.compile("登录过期"))
    expect(dialog).to_be_visible(timeout=7_000)
    for _ in range(3):
        desk.page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("密码", exact=True)).to_be_focused()


def test_an_open_desk_hears_of_an_ended_session_within_seconds(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    browser = windows.member(real_cast.mei)
    desk = desk_in(browser, thread.pk)
    desk.shows("在吗")
    end_session(windows, browser)
    dialog = desk.page.get_by_role("dialog", name=re.compile("登录过期"))
    expect(dialog).to_be_visible(timeout=7_000)
