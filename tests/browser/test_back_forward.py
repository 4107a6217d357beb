"""Away by a link and back by the browser's own button."""

from playwright.sync_api import expect

from tests.browser.stored import only_thread
from tests.browser.windows import Windows
from tests.cast import Cast, agent, send


def test_a_buyer_who_comes_back_is_on_the_line_again(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("我先看看")
    expect(buyer.state("我先看看")).to_contain_text("已发送")
    buyer.box.fill("写了一半")
    buyer.page.evaluate("window.stayed = true")
    buyer.page.goto("/sign-in/")
    thread = only_thread(real_cast.shop)
    send(agent(real_cast.mei), thread, "您慢慢看")
    buyer.page.go_back()
    buyer.shows("您慢慢看")
    buyer.online()
    expect(buyer.box).to_have_value("写了一半")
    send(agent(real_cast.mei), thread, "还在吗")
    buyer.shows("还在吗")
    buyer.box.press("Enter")
    expect(buyer.state("写了一半")).to_contain_text("已")


def test_an_agent_who_comes_back_is_on_the_line_again(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("有人吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("有人吗")
    desk.box.fill("写了一半")
    desk.page.goto("/password/")
    desk.page.go_back()
    desk.shows("有人吗")
    expect(desk.box).to_have_value("写了一半")
    late = real_cast.thread("我也来了")
    expect(desk.row("我也来了")).to_have_count(1)
    desk.box.press("Enter")
    expect(desk.state("写了一半")).to_contain_text("已")
    assert late.pk != thread.pk
