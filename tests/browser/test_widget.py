"""The widget on a shop's own website, which is another origin."""

from playwright.sync_api import expect

from tests.browser.host_site import HostSite
from tests.browser.stored import only_thread
from tests.browser.widget import Widget, snippet
from tests.browser.windows import PHONE, Windows
from tests.cast import Cast, agent, send


def test_a_buyer_writes_on_the_shops_page_and_reads_the_answer(
    windows: Windows, real_cast: Cast, address: str
) -> None:
    asked: list[str] = []
    context = windows.person()
    context.on("request", lambda request: asked.append(request.url))
    widget = Widget(context, address)
    expect(widget.button).to_have_text("联系客服")
    expect(widget.button).to_have_attribute("aria-expanded", "false")
    expect(widget.panel).to_be_hidden()
    assert widget.page.evaluate("window.wasClosed")
    assert not [url for url in asked if "embed=1" in url], "loaded before anybody asked"
    widget.open()
    widget.frame.locator("#line-words", has_text="在线").wait_for()
    expect(widget.box).to_be_focused()
    widget.say("卫衣偏大吗")
    send(agent(real_cast.mei), only_thread(real_cast.shop), "偏大半码")
    widget.shows("偏大半码")
    box = widget.panel.bounding_box()
    assert box is not None and (box["width"], box["height"]) == (380, 600)
    key = f"helpdesk:visitor:{real_cast.shop.slug}"
    token = widget.frame.evaluate("(key) => localStorage.getItem(key)", key)
    assert token and not [url for url in asked if token in url]


def test_by_keyboard_in_and_out_again(windows: Windows, address: str) -> None:
    widget = Widget(windows.person(), address)
    expect(widget.button).to_be_visible()
    widget.page.keyboard.press("Tab")
    expect(widget.button).to_be_focused()
    widget.page.keyboard.press("Enter")
    expect(widget.button).to_have_attribute("aria-expanded", "true")
    expect(widget.box).to_be_focused()
    widget.page.keyboard.type("按键")
    expect(widget.box).to_have_value("按键")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.button).to_be_focused()
    expect(widget.button).to_have_attribute("aria-expanded", "false")
    widget.page.keyboard.press("Enter")
    expect(widget.box).to_be_focused()
    expect(widget.box).to_have_value("按键")
    expect(widget.page.get_by_role("dialog", name="小满客服")).to_be_visible()


def test_news_while_folded_are_counted_on_the_button_and_after_a_reload(
    windows: Windows, real_cast: Cast, address: str
) -> None:
    widget = Widget(windows.person(), address)
    widget.page.evaluate("Helpdesk.on('unread', (count) => { window.told = count; })")
    widget.open()
    widget.say("在吗")
    widget.frame.locator("#close").click()
    expect(widget.panel).to_be_hidden()
    send(agent(real_cast.mei), only_thread(real_cast.shop), "在的")
    expect(widget.badge).to_have_text("1")
    expect(widget.button).to_have_attribute("aria-label", "联系客服, 1 条新消息")
    expect(widget.page.locator("[role=status].told")).to_have_text("1 条新消息")
    assert widget.page.evaluate("window.told") == 1
    widget.page.reload()
    expect(widget.badge).to_have_text("1")
    widget.open()
    widget.shows("在的")
    expect(widget.badge).to_be_hidden()
    widget.frame.locator("#close").click()
    widget.page.wait_for_timeout(1500)
    expect(widget.badge).to_be_hidden()


def test_on_a_phone_it_fills_the_screen(windows: Windows, address: str) -> None:
    widget = Widget(windows.person(PHONE), address)
    widget.button.tap()
    expect(widget.frame.locator("#close")).to_be_focused()
    box = widget.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    expect(widget.button).to_be_hidden()
    widget.box.fill("手机上问")
    widget.frame.locator("#send").tap()
    widget.shows("手机上问")
    widget.frame.locator("#close").tap()
    expect(widget.panel).to_be_hidden()
    expect(widget.button).to_be_visible()


def test_a_site_that_is_not_on_the_list_reads_one_sentence(
    windows: Windows, real_cast: Cast, site: HostSite
) -> None:
    windows.witness.allow("403")
    page = site.page("/", snippet(windows.url, real_cast.shop))
    widget = Widget(windows.person(), page)
    warned: list[str] = []
    widget.page.on("console", lambda message: warned.append(message.text))
    widget.open()
    said = f"{site.url} 还不能挂客服。请店长在「设置」的「网站挂件」里把它加上，再刷新网页。"
    expect(widget.frame.get_by_text(said)).to_be_visible()
    assert widget.frame.locator("textarea, button, script").count() == 0


def test_the_browser_itself_keeps_a_foreign_site_out_when_it_hides_its_name(
    windows: Windows, real_cast: Cast, site: HostSite
) -> None:
    windows.witness.allow("frame-ancestors|CSP|ERR_BLOCKED_BY_RESPONSE|Unsafe attempt")
    chat = f"{windows.url}/chat/{real_cast.shop.slug}/?embed=1"
    frame = f"<iframe src='{chat}' referrerpolicy='no-referrer'>"
    page = windows.person().new_page()
    page.goto(site.page("/", "", body=frame))
    page.wait_for_timeout(800)
    assert all(one.locator("textarea").count() == 0 for one in page.frames)


def test_a_message_from_another_window_does_nothing(
    windows: Windows, real_cast: Cast, address: str
) -> None:
    widget = Widget(windows.person(), address)
    widget.page.evaluate("postMessage({helpdesk: 'unread', count: 7}, '*')")
    widget.open()
    expect(widget.box).to_be_visible()
    widget.page.evaluate("postMessage({helpdesk: 'close'}, '*')")
    widget.frame.evaluate("postMessage({helpdesk: 'identify', person: {number: '1'}}, '*')")
    widget.page.wait_for_timeout(300)
    expect(widget.panel).to_be_visible()
    expect(widget.badge).to_be_hidden()
