"""The interface in English, and back."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.scripts import script
from tests.browser.stored import only_thread
from tests.browser.windows import Windows, chat_in, desk_in, page_in
from tests.cast import PASSWORD, Cast
from tests.conversations.carded import ask, ordered, say

DATA = (
    ".bubble, .avatar, .row b, .row__last, .talk__who h2, .panel__buyer, .panel__sessions p,"
    " .me-menu__who, .reasons button, [lang='zh-Hans']:not(html), .door__name, #shop-name,"
    " .chat-shop, th b"
)
CHINESE_LEFT = script("chinese_left.js")


def no_chinese(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate(CHINESE_LEFT, DATA) == []


def test_cards_read_in_english(windows: Windows, real_cast: Cast) -> None:
    bea = chat_in(english(windows.person(), windows.url), real_cast.shop)
    bea.say("is it right?")
    bea.settled(1)
    thread = only_thread(real_cast.shop)
    order = ordered(real_cast, thread)
    say(thread, ask(real_cast.mei, thread, order).seq, "change")
    ask(real_cast.mei, thread, order)
    bea.page.get_by_role("button", name="Change it").click()
    expect(bea.page.get_by_role("textbox", name="Recipient")).to_be_focused()
    desk = desk_in(english(windows.member(real_cast.mei), windows.url), thread.pk)
    expect(desk.page.locator(".asked--change")).to_be_visible()
    expect(desk.page.locator(".row__last")).to_contain_text("[Address check]")
    goods = (
        ", [data-slot=card-title], [data-slot=card-lines], [data-slot=card-status], [data-card],"
    )
    goods += " .order__title, .order__memo, .order__line--dim, .asked dd, [data-goods], .flags"
    for screen in (bea, desk):
        assert screen.page.evaluate(CHINESE_LEFT, DATA + goods) == []
        expect(screen.log).to_contain_text("asked to change")
        expect(screen.log).to_contain_text("Order …7731")


def english(context: BrowserContext, url: str) -> BrowserContext:
    context.add_cookies([{"name": "django_language", "value": "en", "url": url}])
    return context


def test_sign_in_switches_to_english_and_back(windows: Windows, real_cast: Cast) -> None:
    page = page_in(windows.person(), "/sign-in/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Username")).to_be_visible()
    no_chinese(page)
    page.get_by_label("Username").fill(real_cast.mei.user.username)
    page.get_by_label("Password", exact=True).fill("wrong one")
    page.keyboard.press("Enter")
    expect(page.locator(".form-error, [role=alert]").first).to_be_visible()
    no_chinese(page)
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_label("用户名", exact=True)).to_be_visible()
    page.get_by_label("用户名", exact=True).fill(real_cast.mei.user.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name=re.compile("^全部"))).to_be_visible()


def test_the_desk_switches_to_english_and_back(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    desk = desk_in(windows.member(real_cast.mei), thread.pk)
    desk.shows("在吗")
    desk.page.get_by_role("button", name="我：小梅").click()
    desk.page.get_by_role("button", name="English").click()
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    desk.ready()
    desk.shows("在吗")
    no_chinese(desk.page)
    desk.say("来了")
    desk.shows("来了")
    expect(desk.page.locator("[data-finish]")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("e")
    expect(desk.dialog).to_be_visible()
    no_chinese(desk.page)
    desk.page.keyboard.press("e")
    expect(desk.page.locator("[data-toast]")).to_be_visible()
    no_chinese(desk.page)
    desk.go()
    no_chinese(desk.page)
    desk.page.locator(".rail__me").click()
    desk.page.get_by_role("button", name="中文").click()
    expect(desk.list).to_be_visible()


def test_the_chat_page_switches_to_english_and_back(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.box.fill("在吗")
    buyer.page.get_by_role("button", name="English").click()
    expect(buyer.page.locator("html")).to_have_attribute("lang", "en")
    buyer.online()
    box = buyer.page.locator("#box")
    expect(box).to_have_value("在吗")
    no_chinese(buyer.page)
    box.press("Enter")
    buyer.shows("在吗")
    no_chinese(buyer.page)
    box.fill("来了" * 2600)
    no_chinese(buyer.page)
    box.fill("")
    buyer.page.get_by_role("button", name="中文").click()
    expect(buyer.box).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/people/",
        "/password/",
        "/password/forgot/",
        "/password/reset/none/",
        "/desk/999999999/",
        "/settings/tags/",
        "/floor/",
        "/search/",
        "/settings/blacklist/",
    ],
)
def test_the_other_pages_hold_no_chinese_in_english(
    windows: Windows, real_cast: Cast, path: str
) -> None:
    windows.witness.allow("404|410")
    no_chinese(page_in(english(windows.member(real_cast.lan), windows.url), path))
