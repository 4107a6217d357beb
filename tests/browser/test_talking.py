"""A buyer and an agent talk in two windows."""

import re

from playwright.sync_api import expect

from tests.browser.at_rest import tab_in
from tests.browser.screens import Desk
from tests.browser.stored import only_thread, words_of
from tests.browser.windows import Windows, chat_in, desk_in
from tests.cast import PASSWORD, Cast

CLOCK = re.compile(r"^\d\d:\d\d$")


def test_a_buyer_and_an_agent_talk(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("有没有手机壳？")
    expect(buyer.state("有没有手机壳？")).to_contain_text("已发送")

    desk = Desk(tab_in(windows.person()))
    desk.page.goto("/desk/")
    expect(desk.page).to_have_url(re.compile("/sign-in/"))
    desk.sign_in(real_cast.mei.user.username, PASSWORD)
    desk.ready()
    expect(desk.page.get_by_role("tab", selected=True)).to_contain_text("全部")
    row = desk.row("有没有手机壳？")
    expect(row).to_have_count(1)
    expect(row.locator("[data-clock]")).to_have_text(CLOCK)
    expect(row.locator("[data-unread]")).to_have_text("1")

    desk.open("有没有手机壳？")
    desk.shows("有没有手机壳？")
    expect(buyer.state("有没有手机壳？")).to_contain_text("已读")
    desk.say("有的，您是什么型号？")
    buyer.shows("有的，您是什么型号？")
    expect(buyer.page.locator("#line-words")).to_contain_text("小梅在为您服务")
    expect(desk.state("有的，您是什么型号？")).to_contain_text("已读")
    assert buyer.words == desk.words == words_of(only_thread(real_cast.shop).pk)


def test_a_new_chat_appears_at_once_with_its_clock(windows: Windows, real_cast: Cast) -> None:
    desk = windows.desk(real_cast.mei)
    buyer = windows.chat(real_cast.shop)
    buyer.say("在吗，问个事")
    row = desk.row("在吗，问个事")
    expect(row).to_have_count(1, timeout=2000)
    expect(row.locator("[data-clock]")).to_have_text(CLOCK)
    expect(desk.tab("等待中").locator("[data-count]")).to_have_text("1")
    expect(desk.page).to_have_title(re.compile("1"))


def test_the_agents_words_are_sent_then_delivered_then_read(
    windows: Windows, real_cast: Cast
) -> None:
    browser = windows.person()
    buyer = chat_in(browser, real_cast.shop)
    buyer.say("几点发货")
    expect(buyer.state("几点发货")).to_contain_text("已发送")
    buyer.page.close()
    desk = windows.desk(real_cast.mei, only_thread(real_cast.shop).pk)
    desk.shows("几点发货")
    desk.say("今天五点前")
    expect(desk.state("今天五点前")).to_contain_text("已发送")

    page = browser.new_page()
    page.add_init_script("document.hasFocus = () => false")
    page.goto(f"/chat/{real_cast.shop.slug}/")
    expect(desk.state("今天五点前")).to_contain_text("已送达")
    page.evaluate("document.hasFocus = () => true; dispatchEvent(new Event('focus'))")
    expect(desk.state("今天五点前")).to_contain_text("已读")


def test_the_buyers_words_are_sent_then_delivered_then_read(
    windows: Windows, real_cast: Cast
) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("能便宜点吗")
    expect(buyer.state("能便宜点吗")).to_contain_text("已发送")
    page = windows.member(real_cast.mei).new_page()
    page.add_init_script("document.hasFocus = () => false")
    page.goto(f"/desk/{only_thread(real_cast.shop).pk}/")
    expect(buyer.state("能便宜点吗")).to_contain_text("已送达")
    page.evaluate("document.hasFocus = () => true; dispatchEvent(new Event('focus'))")
    expect(buyer.state("能便宜点吗")).to_contain_text("已读")


def test_taking_finishing_and_coming_back_are_one_thread(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("第一件事")
    expect(buyer.state("第一件事")).to_contain_text("已发送")
    thread = only_thread(real_cast.shop).pk
    desk = desk_in(windows.member(real_cast.mei), thread)
    desk.page.get_by_role("button", name=re.compile("^接待")).click()
    expect(desk.log).to_contain_text("接了这次接待")
    expect(buyer.log).to_contain_text("小梅来为您服务了")
    desk.say("办好了")
    buyer.shows("办好了")
    desk.page.get_by_role("button", name=re.compile("^结束")).click()
    desk.dialog.get_by_role("button", name=re.compile("^直接结束")).click()
    expect(buyer.log).to_contain_text("结束了这次接待")
    buyer.say("还有一件事")
    desk.shows("还有一件事")
    expect(desk.page.locator("[data-meta]")).to_contain_text("第 2 次进线")
    expect(desk.page.locator("[data-session-state]")).to_have_text("没人接")
    assert desk.words == buyer.words == ["第一件事", "办好了", "还有一件事"] == words_of(thread)
