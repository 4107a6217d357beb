"""Websites that make it hard: their styles, their policies, no storage, no network, many tabs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.host_site import HostSite
from tests.browser.proxy import Proxy
from tests.browser.stored import only_thread
from tests.browser.widget import OPEN_ROOTS, Widget, let_in, snippet
from tests.browser.windows import PHONE, Windows
from tests.cast import Cast, agent, send

HOSTILE = """<style>
* { all: unset !important; }
* { display: inline !important; visibility: hidden; opacity: .1 !important; color: red !important;
  transform: scale(3) !important; position: static !important; z-index: -1 !important;
  pointer-events: none !important; }
iframe { display: none !important; }
.over { position: fixed !important; display: block !important; inset: 0 !important;
  opacity: 1 !important; transform: none !important; z-index: 2147483647 !important;
  background: white !important; }
</style>"""


@pytest.fixture
def elsewhere() -> Iterator[HostSite]:
    """Another site altogether: the frame gets no storage."""
    opened = HostSite("localhost")
    yield opened
    opened.stop()


def test_no_style_of_the_host_reaches_it(windows: Windows, real_cast: Cast, site: HostSite) -> None:
    let_in(real_cast, site.url)
    tag = snippet(windows.url, real_cast.shop)
    plain = Widget(windows.person(), site.page("/plain", tag))
    page = site.page("/hostile", tag + "<div class='over'>x</div>", head=HOSTILE)
    widget = Widget(windows.person(), page)
    expect(widget.button).to_be_visible()
    assert widget.button.bounding_box() == plain.button.bounding_box()
    widget.button.click()
    plain.open()
    assert widget.panel.bounding_box() == plain.panel.bounding_box()
    top = "(b) => document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)?.className"
    assert widget.page.evaluate(top, widget.button.bounding_box()) != "over"
    widget.say("还是能聊")


def test_under_a_strict_policy_with_what_the_document_asks_for(
    windows: Windows, real_cast: Cast, site: HostSite
) -> None:
    let_in(real_cast, site.url)
    desk = windows.url
    policy = f"default-src 'none'; script-src {desk}; connect-src {desk}; frame-src {desk}"
    policy += "; img-src data:"  # the page's own icon
    page = site.page("/", snippet(desk, real_cast.shop), Content_Security_Policy=policy)
    context = windows.person()
    widget = Widget(context, page)
    widget.open()
    widget.say("严格的网站")
    assert widget.button.evaluate("(b) => getComputedStyle(b).position") == "fixed"


@pytest.mark.whole_chromium  # it keeps nothing for a frame of another site; the quick one does
def test_without_storage_it_says_so_and_works(
    windows: Windows, real_cast: Cast, elsewhere: HostSite
) -> None:
    let_in(real_cast, elsewhere.url)
    page = elsewhere.page("/", snippet(windows.url, real_cast.shop))
    widget = Widget(windows.person(), page)
    widget.open()
    expect(widget.frame.locator("#memory")).to_be_visible()
    widget.say("不让保存")
    send(agent(real_cast.mei), only_thread(real_cast.shop), "照样回")
    widget.shows("照样回")


def test_a_host_that_forbids_its_own_storage(
    windows: Windows, real_cast: Cast, address: str
) -> None:
    context = windows.person()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    widget = Widget(context, address)
    widget.open()
    expect(widget.frame.locator("#memory")).to_be_visible()
    widget.say("都不让")


def test_offline_words_wait_and_go_when_the_line_is_back(
    windows: Windows, line: Proxy, real_cast: Cast, address: str
) -> None:
    widget = Widget(windows.person(), address)
    widget.open()
    widget.say("先一句")
    with windows.witness.line_down():
        line.cut()
        expect(widget.frame.locator("#strip")).to_be_visible(timeout=10_000)
        widget.box.fill("断网写的")
        widget.box.press("Enter")
        widget.shows("断网写的")
        line.mend()
        widget.frame.locator("#strip-retry").click()
        expect(widget.frame.locator("#strip")).to_be_hidden(timeout=20_000)
    bubble = widget.frame.locator("li.own").filter(has_text="断网写的")
    expect(bubble.locator("[data-slot=state]")).to_contain_text("已", timeout=10_000)


def test_opened_while_offline_it_says_so_and_comes_by_itself(
    windows: Windows, line: Proxy, real_cast: Cast, address: str
) -> None:
    widget = Widget(windows.person(), address)
    expect(widget.button).to_be_visible()
    widget.page.clock.install()
    with windows.witness.line_down():
        line.cut()
        widget.open()
        widget.page.wait_for_timeout(300)
        widget.page.clock.fast_forward("00:13")
        expect(widget.page.get_by_text("没连上客服")).to_be_visible()
        line.mend()
        widget.page.evaluate("dispatchEvent(new Event('online'))")
        expect(widget.page.get_by_text("没连上客服")).to_be_hidden()
        widget.frame.locator("#line-words", has_text="在线").wait_for()
    widget.say("回来了")


def test_back_by_the_browsers_button(windows: Windows, real_cast: Cast, address: str) -> None:
    widget = Widget(windows.person(), address)
    widget.open()
    widget.say("看看别的")
    widget.page.goto("about:blank")
    send(agent(real_cast.mei), only_thread(real_cast.shop), "您慢慢看")
    widget.page.go_back()
    widget.frame.locator("#line-words", has_text="在线").wait_for()
    if widget.button.get_attribute("aria-expanded") == "false":
        expect(widget.badge).to_have_text("1")
        widget.open()
    widget.shows("您慢慢看")


def test_two_tabs_are_one_buyer(windows: Windows, real_cast: Cast, address: str) -> None:
    context = windows.person()
    one, two = Widget(context, address), Widget(context, address)
    one.open()
    two.open()
    one.say("第一页写的")
    two.shows("第一页写的")
    two.say("第二页写的")
    one.shows("第二页写的")
    assert only_thread(real_cast.shop).last_seq >= 2


def test_on_a_slow_phone(windows: Windows, real_cast: Cast, address: str) -> None:
    context = windows.person(PHONE)
    page = context.new_page()
    page.add_init_script(OPEN_ROOTS)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    slow = {
        "offline": False,
        "latency": 400,
        "downloadThroughput": 50_000,
        "uploadThroughput": 20_000,
    }
    tools.send("Network.emulateNetworkConditions", slow)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, timeout=20_000)
    button = page.get_by_role("button", name="联系客服")
    expect(button).to_be_visible(timeout=5_000)
    button.tap()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("textbox")).to_be_visible(timeout=15_000)
    expect(frame.locator("#line-words")).to_contain_text("在线", timeout=20_000)
    frame.get_by_role("textbox").fill("慢慢来")
    frame.get_by_role("button", name="发送").tap()
    expect(frame.locator("[data-slot=state]").first).to_contain_text("已", timeout=20_000)


def test_an_english_chat_has_an_english_line(
    windows: Windows, real_cast: Cast, site: HostSite
) -> None:
    let_in(real_cast, site.url)
    page = site.page("/en", snippet(windows.url, real_cast.shop, lang="en"))
    widget = Widget(windows.person(), page)
    with widget.page.expect_websocket() as opened:
        widget.open()
    assert opened.value.url.endswith("?lists=1&lang=en")
    expect(widget.frame.get_by_text("Online")).to_be_visible()
