"""Who gets a chat, seen in windows: states, the queue, handing over, why, and who is writing."""

import re

from playwright.sync_api import expect

from tests.browser.stored import only_thread
from tests.browser.windows import Windows, desk_in, page_in
from tests.cast import Cast, route
from tests.routing.people import at_work


def test_a_chat_comes_by_itself_says_why_and_a_busy_agent_gets_none(
    windows: Windows, real_cast: Cast
) -> None:
    route(real_cast.shop)
    desk = windows.desk(real_cast.mei)
    expect(desk.page.locator("[data-duty-words]")).to_have_text("接待中")
    expect(desk.page.locator("[data-duty-load]")).to_have_text("0 / 12")
    buyer = windows.chat(real_cast.shop)
    buyer.say("有没有大号的")
    expect(buyer.log).to_contain_text("小梅来为您服务了")
    expect(desk.page.locator("[data-duty-load]")).to_have_text("1 / 12")
    desk.open("有没有大号的")
    expect(desk.log).to_contain_text("派给了小梅")
    desk.page.get_by_role("button", name="为什么派给我？").click()
    expect(desk.dialog).to_contain_text("能接的只有 小梅。")
    expect(desk.dialog).to_contain_text("自动派给 小梅")
    desk.page.keyboard.press("Escape")
    desk.log.click()
    desk.page.keyboard.press("s")
    desk.page.keyboard.press("2")
    expect(desk.page.locator("[data-duty-words]")).to_have_text("忙，不接新的")
    second = windows.chat(real_cast.shop)
    second.say("我也想问")
    expect(second.page.locator("#queue")).to_have_text("下一位就是您")
    desk.open("我也想问")
    desk.page.get_by_role("button", name="为什么还在排？").click()
    expect(desk.dialog).to_contain_text("一有空位就派")
    desk.page.keyboard.press("Escape")
    desk.page.locator("[data-duty-button]").click()
    desk.page.get_by_role("menuitem", name=re.compile("^接待中")).click()
    expect(second.log).to_contain_text("小梅来为您服务了")
    expect(second.page.locator("#queue")).to_be_hidden()


def test_the_place_in_the_queue_moves_on_the_buyers_page(windows: Windows, real_cast: Cast) -> None:
    route(real_cast.shop, team__capacity={"normal": 1, "peak": 1})
    desk = windows.desk(real_cast.mei)
    first = windows.chat(real_cast.shop)
    first.say("第一位")
    expect(first.log).to_contain_text("小梅来为您服务了")
    second, third = windows.chat(real_cast.shop), windows.chat(real_cast.shop)
    second.say("第二位")
    expect(second.page.locator("#queue")).to_have_text("下一位就是您")
    third.say("第三位")
    expect(third.page.locator("#queue")).to_have_text("前面还有 1 位")
    desk.open("第一位")
    desk.page.get_by_role("button", name=re.compile("^结束")).click()
    desk.dialog.get_by_role("button", name=re.compile("^直接结束")).click()
    expect(second.log).to_contain_text("小梅来为您服务了")
    expect(third.page.locator("#queue")).to_have_text("下一位就是您")


def test_nobody_there_is_a_promise_and_not_a_queue(windows: Windows, real_cast: Cast) -> None:
    route(real_cast.shop)
    buyer = windows.chat(real_cast.shop)
    buyer.say("有人吗")
    expect(buyer.page.locator("#queue")).to_contain_text("现在没有客服在线。您先写下来")
    expect(buyer.page.locator("#line-words")).to_have_text("客服不在，可以留言")
    windows.desk(real_cast.mei)
    expect(buyer.log).to_contain_text("小梅来为您服务了")


def test_a_hand_over_between_two_windows_and_back(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("催一下物流")
    expect(buyer.state("催一下物流")).to_contain_text("已发送")
    thread = only_thread(real_cast.shop).pk
    mei, tom = windows.desk(real_cast.mei, thread), windows.desk(real_cast.tom)
    mei.page.get_by_role("button", name=re.compile("^接待 ")).click()
    expect(mei.page.locator("[data-session-state]")).to_have_text("我在接待")
    mei.log.click()
    mei.page.keyboard.press("t")
    mei.dialog.get_by_role("radio", name=re.compile("汤姆")).check()
    mei.dialog.get_by_label("给接手的人留一句").fill("老客，先查单")
    mei.dialog.get_by_role("button", name=re.compile("^转过去")).click()
    expect(mei.page.get_by_text("转给了 汤姆")).to_be_visible()
    row = tom.row("催一下物流")
    expect(row.locator("[data-to-me]")).to_be_visible()
    tom.open("催一下物流")
    bar = tom.page.locator("[data-handed]")
    expect(bar).to_contain_text("小梅转给您：")
    expect(bar).to_contain_text("老客，先查单")
    expect(tom.log).to_contain_text("小梅 转给 汤姆")
    expect(buyer.log).to_contain_text("汤姆来为您服务了")
    expect(buyer.page.locator("body")).not_to_contain_text("老客")
    bar.get_by_role("button", name="送回").click()
    expect(mei.page.locator("[data-handed]")).to_contain_text("汤姆转给您：")
    expect(mei.page.locator("[data-session-state]")).to_have_text("我在接待")


def test_writing_and_looking_are_seen_by_those_they_concern(
    windows: Windows, real_cast: Cast
) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("在吗")
    expect(buyer.state("在吗")).to_contain_text("已发送")
    thread = only_thread(real_cast.shop).pk
    mei, qin = windows.desk(real_cast.mei, thread), windows.desk(real_cast.qin, thread)
    mei.page.get_by_role("button", name=re.compile("^接待 ")).click()
    expect(mei.page.locator("[data-company]")).to_contain_text("秦越在看")
    expect(qin.page.locator("[data-company]")).to_contain_text("小梅在看")
    mei.box.press_sequentially("您好，")
    expect(buyer.page.locator("#typing")).to_have_text("客服正在输入…")
    expect(qin.page.locator("[data-typing]")).to_have_text("小梅正在输入…")
    mei.box.fill("您好，请讲")
    mei.box.press("Enter")
    buyer.shows("您好，请讲")
    expect(buyer.page.locator("#typing")).to_be_hidden()
    buyer.box.press_sequentially("我想")
    expect(mei.page.locator("[data-typing]")).to_contain_text("正在输入…")
    expect(mei.page.locator("[data-typing]")).to_be_hidden(timeout=10_000)


def test_a_supervisor_arranges_and_turns_peak_mode_on(windows: Windows, real_cast: Cast) -> None:
    at_work(real_cast.tom)
    mei = desk_in(windows.member(real_cast.mei))
    page = page_in(windows.member(real_cast.qin), "/people/reception/")
    page.get_by_role("button", name="打开高峰模式").click()
    expect(page.get_by_role("region", name="高峰模式")).to_contain_text("每人最多接 15 位")
    expect(mei.page.locator("[data-duty-peak]")).to_contain_text("高峰到")
    expect(mei.page.locator("[data-duty-load]")).to_have_text("0 / 15")
    page.get_by_text("安排 小梅").click()
    form = page.locator("form[action$='/state/']").filter(visible=True)
    form.get_by_label("小休").check()
    form.get_by_label(re.compile("^为什么")).fill("眼睛累了，歇会儿")
    form.get_by_role("button", name="改状态").click()
    expect(mei.page.locator("[data-duty-words]")).to_contain_text("小休到")
    page.get_by_text("加一项技能").click()
    skill = page.locator("form[action$='/skills/']").filter(visible=True)
    skill.get_by_label("叫什么").fill("退款单")
    skill.get_by_label(re.compile("^买家头几句")).fill("退款、退货")
    skill.get_by_role("button", name="存下").click()
    expect(page.get_by_text("说到：退款、退货")).to_be_visible()
    page.get_by_text("加一个客服组").click()
    group = page.locator("form[action$='/groups/']").filter(visible=True)
    group.get_by_label("叫什么").fill("售后")
    group.get_by_label("汤姆").check()
    group.get_by_role("button", name="存下").click()
    expect(page.locator("summary", has_text="售后")).to_contain_text("汤姆")


def test_two_tabs_of_one_agent_are_one_presence(windows: Windows, real_cast: Cast) -> None:
    browser = windows.member(real_cast.mei)
    one, two = desk_in(browser), desk_in(browser)
    one.page.locator("[data-duty-button]").click()
    one.page.get_by_role("menuitem", name=re.compile("^忙")).click()
    expect(two.page.locator("[data-duty-words]")).to_have_text("忙，不接新的")
