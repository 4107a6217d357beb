"""Names and words that break pages."""

import pytest
from playwright.sync_api import expect

from conversations.models import Conversation
from helpdesk.commerce.models import Buyer
from tests.browser.layout import too_wide
from tests.browser.stored import words_of
from tests.browser.windows import PHONE, WIDE, Windows, chat_in, desk_in
from tests.cast import Cast, agent, send

HARD = [
    "<img src=x onerror=alert(1)><script>alert(2)</script><b>粗</b>",
    "https://example.com/" + "a" * 600,
    "您好" * 150 + "𠮷" * 50,
    "مرحبا هل لديكم هذا المنتج باللون الأحمر؟ 123 abc",
    "👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀",
    "一行\n\n\n三行\t制表 &amp; &lt;",
    "Ẑ̷̖ä̶́l̴̈g̷̛ò̸" * 10,
]
NAMES = ["<b>粗</b>&amp;", "W" * 60, "שלום " * 10, "𠮷野家" * 15]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_layout_holds_whatever_is_written(
    windows: Windows, real_cast: Cast, size: tuple[int, int]
) -> None:
    browser = windows.person(size)
    buyer = chat_in(browser, real_cast.shop)
    for words in HARD:
        buyer.box.fill(words)
        buyer.box.press("Enter")
    buyer.settled(len(HARD))
    assert buyer.words == HARD
    assert too_wide(buyer.page) == []
    thread = Conversation.objects.get(shop=real_cast.shop)
    for words in HARD:
        send(agent(real_cast.mei), thread, words)
    buyer.settled(2 * len(HARD))
    assert too_wide(buyer.page) == []
    for number, name in enumerate(NAMES):
        other = thread if number == 0 else real_cast.thread(HARD[number])
        Buyer.objects.filter(pk=other.buyer_id).update(name=name)
    desk = desk_in(windows.member(real_cast.mei, size))
    expect(desk.rows).to_have_count(len(NAMES))
    assert too_wide(desk.page) == []
    desk.go(thread.pk)
    desk.settled(2 * len(HARD))
    assert desk.words == HARD * 2 == words_of(thread.pk)
    expect(desk.page.locator("[data-buyer-name]")).to_have_text(NAMES[0])
    assert too_wide(desk.page) == []
    expect(desk.page.locator("img, .bubble b")).to_have_count(0)
