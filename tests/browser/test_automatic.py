"""The golden six seconds on real screens; the owner's page; the list by wait and by time."""

import re
import time

from playwright.sync_api import expect

from tests.automatic.speaking import speak
from tests.browser.windows import Windows, page_in
from tests.cast import Cast, agent, route, send

GOLDEN_SECONDS = 6


def test_a_greeting_within_six_seconds_that_answers_nothing(
    windows: Windows, real_cast: Cast
) -> None:
    route(real_cast.shop)
    speak(real_cast.shop)
    desk = windows.desk(real_cast.mei)
    expect(desk.page.locator("[data-duty-words]")).to_have_text("接待中")
    buyer = windows.chat(real_cast.shop)
    began = time.monotonic()
    buyer.say("在吗，包裹到哪了")
    greeting = buyer.page.locator(".entry[data-auto]")
    expect(greeting).to_contain_text("您好，这里是小满，消息收到了，正在看。小梅马上回您。")
    assert time.monotonic() - began < GOLDEN_SECONDS
    expect(greeting).to_contain_text("自动")
    expect(greeting.locator(".bubble")).to_have_css("border-top-style", "dashed")

    row = desk.page.locator("[data-list] li.row[data-waiting]")
    expect(row).to_contain_text("在吗，包裹到哪了")
    expect(row.locator("[data-unread]")).to_have_text("1")
    desk.open("在吗，包裹到哪了")
    line = desk.page.locator(".msg[data-auto]")
    expect(line).to_contain_text("自动")
    expect(line).to_contain_text("不计响应")
    expect(desk.page.locator(".talk__head")).to_contain_text("已等")
    desk.say("在的，刚到杭州")
    expect(buyer.log).to_contain_text("在的，刚到杭州")
    expect(desk.page.locator("[data-list] li.row[data-waiting]")).to_have_count(0)
    buyer.say("好的")
    expect(desk.log).to_contain_text("好的")
    expect(buyer.page.locator(".entry[data-auto]")).to_have_count(1)


def test_the_owner_writes_tries_and_saves(windows: Windows, real_cast: Cast) -> None:
    page = page_in(windows.member(real_cast.lan), "/opening/automatic/")
    box = page.locator('[data-text="greeting"][data-language="zh"]')
    box.locator("textarea").fill("您好，这里是{店铺}。")
    expect(box.locator("[data-problem]")).to_contain_text("{店铺} 不认识")
    box.locator("textarea").fill("{店名}收到了。{客服}来了。{排队位置}。")
    expect(box.locator("[data-words]")).to_have_text("小满收到了。小梅来了。")
    expect(box.locator("[data-left-out]")).to_contain_text("{排队位置}。")
    page.locator("#try-at").fill("2027-01-01T10:00")
    page.get_by_role("button", name="试一下").click()
    expect(page.locator("[data-trial-result]")).to_contain_text("客服这会儿走开了")
    expect(box.locator("textarea")).to_have_value("{店名}收到了。{客服}来了。{排队位置}。")
    page.get_by_role("button", name="只存下").click()
    expect(page.get_by_role("status").filter(has_text="存下了")).to_be_visible()
    expect(box.locator("textarea")).to_have_value("{店名}收到了。{客服}来了。{排队位置}。")
    page.locator(".auto__answer").first.get_by_role("link", name=re.compile("改过什么")).click()
    expect(page.get_by_role("dialog")).to_contain_text("{店名}收到了。")


def test_the_list_by_time_stays_so_for_the_person(windows: Windows, real_cast: Cast) -> None:
    real_cast.thread("等着的")
    answered = real_cast.thread("回过的")
    send(agent(real_cast.mei), answered, "好的")
    desk = windows.desk(real_cast.mei)
    rows = desk.page.locator("[data-list] li.row")
    expect(rows.first).to_contain_text("等着的")
    with desk.page.expect_response("**/preferences/"):
        desk.page.keyboard.press("w")
    expect(rows.first).to_contain_text("好的")
    expect(desk.page.locator(".list__heading")).to_have_count(0)
    desk.page.reload()
    expect(rows.first).to_contain_text("好的")
    desk.page.get_by_text("按等待", exact=True).click()
    expect(rows.first).to_contain_text("等着的")
    desk.page.keyboard.press("w")
    expect(rows.first).to_contain_text("好的")
