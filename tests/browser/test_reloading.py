"""Reload in the middle of things."""

import pytest
from playwright.sync_api import expect

from tests.browser.proxy import Proxy
from tests.browser.screens import Screen
from tests.browser.stored import only_thread, same_everywhere, words_of
from tests.browser.windows import Windows
from tests.cast import Cast


@pytest.fixture
def both(windows: Windows, real_cast: Cast) -> tuple[Screen, Screen]:
    buyer = windows.chat(real_cast.shop)
    buyer.say("你好")
    expect(buyer.state("你好")).to_contain_text("已发送")
    desk = windows.desk(real_cast.mei, only_thread(real_cast.shop).pk)
    desk.shows("你好")
    return buyer, desk


def test_a_reload_in_mid_sentence_keeps_the_draft(
    both: tuple[Screen, Screen], real_cast: Cast
) -> None:
    for screen, who in zip(both, ("买家", "客服"), strict=True):
        screen.box.press_sequentially(f"{who}还没写完 𠮷 的")
        screen.box.press("Shift+Enter")
        screen.box.press_sequentially("一句")
        screen.page.reload()
        expect(screen.box).to_have_value(f"{who}还没写完 𠮷 的\n一句")
    for screen in both:
        screen.box.press("Enter")
        expect(screen.box).to_have_value("")
        screen.settled(2 if screen is both[0] else 3)
        screen.page.reload()
        expect(screen.box).to_have_value("")
    assert len(words_of(only_thread(real_cast.shop).pk)) == 3


def test_what_waited_to_be_sent_is_sent_once_after_a_reload(
    windows: Windows, line: Proxy, both: tuple[Screen, Screen], real_cast: Cast
) -> None:
    buyer, desk = both
    with windows.witness.line_down():
        line.cut()
        for screen, who in ((buyer, "买家"), (desk, "客服")):
            screen.say(f"{who}断网时写的头一句")
            screen.say(f"{who}断网时写的后一句")
            expect(screen.state(f"{who}断网时写的后一句")).to_have_text("等网络")
        line.mend()
        for screen in both:
            screen.page.reload()
    same_everywhere(
        only_thread(real_cast.shop).pk,
        both,
        ["你好", "买家断网时写的头一句", "买家断网时写的后一句"],
        ["客服断网时写的头一句", "客服断网时写的后一句"],
    )


def test_a_reload_right_after_sending_neither_loses_nor_doubles(
    both: tuple[Screen, Screen], real_cast: Cast
) -> None:
    buyer, desk = both
    for turn in range(4):
        for screen, who in ((buyer, "买家"), (desk, "客服")):
            screen.say(f"{who}{turn}")
            screen.page.reload()
    same_everywhere(
        only_thread(real_cast.shop).pk,
        both,
        ["你好", *(f"买家{turn}" for turn in range(4))],
        [f"客服{turn}" for turn in range(4)],
    )
