"""The line is cut, or goes silent, while both sides write."""

import os
import time

from playwright.sync_api import expect

from tests.browser.at_rest import tab_in
from tests.browser.proxy import Proxy
from tests.browser.screens import Chat, Desk
from tests.browser.stored import only_thread, same_everywhere
from tests.browser.windows import Windows
from tests.cast import Cast

CUT_SECONDS = 20 if os.environ.get("HELPDESK_LONG_CUT") else 8
SILENCE = "00:31"
"""A client that has heard nothing for 30 s gives its line up."""


def a_talk(windows: Windows, cast: Cast, *, clock: bool = False) -> tuple[Chat, Desk]:
    """Both sides in one thread, a word of each said."""
    buyer = Chat(tab_in(windows.person()))
    if clock:
        buyer.page.clock.install()
    buyer.go(cast.shop.slug)
    buyer.say("买家零")
    expect(buyer.state("买家零")).to_contain_text("已发送")
    desk = Desk(tab_in(windows.member(cast.mei)))
    if clock:
        desk.page.clock.install()
    desk.go(only_thread(cast.shop).pk)
    desk.shows("买家零")
    desk.say("客服零")
    buyer.shows("客服零")
    return buyer, desk


def test_what_both_write_while_the_line_is_cut_arrives_once_in_order(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    buyer, desk = a_talk(windows, real_cast)
    with windows.witness.line_down():
        line.cut()
        end = time.monotonic() + CUT_SECONDS
        for number in ("一", "二", "三"):
            buyer.say(f"买家{number}")
            desk.say(f"客服{number}")
        for screen, who in ((buyer, "买家"), (desk, "客服")):
            expect(screen.state(f"{who}三")).to_have_text("等网络")
            expect(screen.strip).to_be_visible()
            screen.box.press_sequentially(f"{who}在打字", delay=60)
        buyer.page.wait_for_timeout(max(0.0, end - time.monotonic()) * 1000)
        again = buyer.strip.get_by_role("button", name="现在就试", include_hidden=True)
        with buyer.page.expect_websocket():
            again.click()
        line.mend()
        again.dispatch_event("click")  # or the page itself was quicker, and the button is gone
        for screen in (buyer, desk):
            expect(screen.strip).to_be_hidden(timeout=20_000)
    assert buyer.box.input_value() == "买家在打字"
    assert desk.box.input_value() == "客服在打字"
    same_everywhere(
        only_thread(real_cast.shop).pk,
        (buyer, desk),
        [f"买家{number}" for number in "零一二三"],
        [f"客服{number}" for number in "零一二三"],
    )


def test_a_line_that_went_silent_is_noticed_by_the_pages_themselves(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    buyer, desk = a_talk(windows, real_cast, clock=True)
    with windows.witness.line_down():
        line.hole()
        buyer.say("买家一")
        desk.say("客服一")
        buyer.page.wait_for_timeout(500)
        for screen in (buyer, desk):
            screen.page.clock.fast_forward(SILENCE)
            expect(screen.strip).to_be_visible()
        buyer.say("买家二")
        desk.say("客服二")
        line.mend()
        for screen in (buyer, desk):
            screen.page.clock.fast_forward(SILENCE)
            expect(screen.strip).to_be_hidden(timeout=20_000)
    same_everywhere(
        only_thread(real_cast.shop).pk,
        (buyer, desk),
        ["买家零", "买家一", "买家二"],
        ["客服零", "客服一", "客服二"],
    )


def test_flapping_and_slow_lines_neither_lose_nor_double(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    buyer, desk = a_talk(windows, real_cast)
    said: dict[str, list[str]] = {"买家": ["买家零"], "客服": ["客服零"]}
    with windows.witness.line_down():
        for turn in range(1, 5):
            line.slow(0.15)
            for screen, who in ((buyer, "买家"), (desk, "客服")):
                words = f"{who}第{turn}句"
                screen.say(words)
                said[who].append(words)
            buyer.page.wait_for_timeout(100 * turn)
            line.cut()
            buyer.page.wait_for_timeout(300)
            line.mend()
            buyer.page.wait_for_timeout(700)
        same_everywhere(only_thread(real_cast.shop).pk, (buyer, desk), *said.values())


def test_the_page_opened_while_the_line_crawls_works(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    line.slow(0.1)
    page = tab_in(windows.person())
    page.goto(f"/chat/{real_cast.shop.slug}/", wait_until="domcontentloaded")
    buyer = Chat(page)
    buyer.box.fill("慢慢来")
    expect(buyer.send).to_be_visible()
    buyer.online(20)
    buyer.box.press("Enter")
    expect(buyer.state("慢慢来")).to_contain_text("已发送")
