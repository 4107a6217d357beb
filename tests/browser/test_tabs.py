"""Two tabs of one person."""

from playwright.sync_api import expect

from tests.browser.proxy import Proxy
from tests.browser.stored import only_thread, same_everywhere, words_of
from tests.browser.windows import Windows, chat_in, desk_in
from tests.cast import Cast


def test_what_an_agent_does_in_one_tab_the_other_shows(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("有人吗")
    other = real_cast.thread("还有我")
    browser = windows.member(real_cast.mei)
    first, second = desk_in(browser, thread.pk), desk_in(browser, thread.pk)
    for tab in (first, second):
        tab.shows("有人吗")
        expect(tab.tab("等待中").locator("[data-count]")).to_have_text("2")
    first.say("来了")
    second.shows("来了")
    for tab in (first, second):
        expect(tab.tab("等待中").locator("[data-count]")).to_have_text("1")
        expect(tab.tab("我的").locator("[data-count]")).to_have_text("1")
        expect(tab.unread(thread.pk)).to_be_hidden()
        expect(tab.unread(other.pk)).to_have_text("1")
        assert tab.words == ["有人吗", "来了"]


def test_two_tabs_of_an_agent_send_an_outbox_once(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    thread = real_cast.thread("有人吗")
    browser = windows.member(real_cast.mei)
    tabs = [desk_in(browser, thread.pk), desk_in(browser, thread.pk)]
    for tab in tabs:
        tab.shows("有人吗")
    with windows.witness.line_down():
        line.cut()
        for number, tab in enumerate(tabs):
            tab.say(f"第{number}个窗口")
        for tab in tabs:
            expect(tab.state("第0个窗口")).to_have_text("等网络")
            expect(tab.state("第1个窗口")).to_have_text("等网络")
        line.mend()
        same_everywhere(thread.pk, tabs, ["有人吗"], ["第0个窗口", "第1个窗口"])


def test_two_tabs_of_a_buyer_are_one_talk(windows: Windows, line: Proxy, real_cast: Cast) -> None:
    browser = windows.person()
    tabs = [chat_in(browser, real_cast.shop), chat_in(browser, real_cast.shop)]
    tabs[0].say("从第一个窗口")
    tabs[1].shows("从第一个窗口")
    tabs[1].say("从第二个窗口")
    tabs[0].shows("从第二个窗口")
    thread = only_thread(real_cast.shop).pk
    with windows.witness.line_down():
        line.cut()
        for tab in tabs:
            expect(tab.strip).to_be_visible()
        tabs[0].say("断网一")
        tabs[1].say("断网二")
        line.mend()
        same_everywhere(thread, tabs, ["从第一个窗口", "从第二个窗口", "断网一", "断网二"])


SOCKET_WITH_A_SWITCH = """window.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    if (window.lineDown) queueMicrotask(() => this.close());
  }
}"""


def test_words_stay_on_the_screen_while_another_tab_sends_them(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    browser = windows.person()
    sender = chat_in(browser, real_cast.shop)
    sender.say("从这里开始")
    sender.settled(1)
    browser.add_init_script(SOCKET_WITH_A_SWITCH)
    offline = chat_in(browser, real_cast.shop)
    offline.shows("从这里开始")
    with windows.witness.line_down():
        offline.page.evaluate("window.lineDown = true")
        line.cut()
        line.mend()
        sender.online()
        expect(offline.strip).to_be_visible()
        offline.say("断网的窗口写的")
        sender.shows("断网的窗口写的")
        for _ in range(5):
            offline.page.wait_for_timeout(200)
            assert offline.words == ["从这里开始", "断网的窗口写的"]
        offline.page.evaluate("window.lineDown = false")
        offline.settled(2)


def test_the_draft_of_one_chat_is_not_another_chats(windows: Windows, real_cast: Cast) -> None:
    first, second = real_cast.thread("甲来了"), real_cast.thread("乙来了")
    desk = windows.desk(real_cast.mei, first.pk)
    desk.shows("甲来了")
    desk.box.press_sequentially("给甲的")
    desk.open("乙来了")
    expect(desk.box).to_have_value("")
    desk.box.press_sequentially("给乙的")
    desk.box.press("Enter")
    desk.settled(2)
    desk.open("甲来了")
    expect(desk.box).to_have_value("给甲的")
    assert words_of(second.pk) == ["乙来了", "给乙的"]
    assert words_of(first.pk) == ["甲来了"]
