"""Unread and waiting counts are exact after whatever happened to the line."""

import re

from playwright.sync_api import expect

from conversations.actions.sessions import take_session
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Attention
from tests.browser.proxy import Proxy
from tests.browser.screens import Desk
from tests.browser.test_attention import MESSAGE, NEW, listening, stays_silent, tones
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast, agent, send


def agree(desk: Desk, cast: Cast) -> None:
    """Title, rail, tabs and every row say what the database says."""
    held = list(Conversation.objects.filter(shop=cast.shop))
    waiting = sum(thread.unanswered_since is not None for thread in held)
    mine = sum(thread.owner_id == cast.mei.pk and thread.state == "active" for thread in held)
    title = re.compile(rf"^\({waiting}\) " if waiting else "^会话")
    expect(desk.page).to_have_title(title, timeout=20_000)
    expect(desk.tab("等待中").locator("[data-count]")).to_have_text(str(waiting))
    expect(desk.tab("我的").locator("[data-count]")).to_have_text(str(mine))
    expect(desk.page.locator("[data-rail-waiting]")).to_have_text(str(waiting))
    for thread in held:
        unread = desk.unread(thread.pk)
        if thread.unread:
            expect(unread).to_have_text(str(thread.unread))
        else:
            expect(unread).to_be_hidden()


def test_after_a_cut_line_two_tabs_count_right_and_ring_once(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    own, other = real_cast.thread("手上的"), real_cast.thread("别人的")
    take_session(actor=agent(real_cast.mei), conversation_id=own.pk)
    take_session(actor=agent(real_cast.tom), conversation_id=other.pk)
    browser = listening(windows, real_cast.mei)
    tabs = [desk_in(browser), desk_in(browser)]
    for desk in tabs:
        desk.page.keyboard.press("Shift")
        agree(desk, real_cast)
    with windows.witness.line_down():
        line.cut()
        for desk in tabs:
            expect(desk.strip).to_be_visible()
        for number in range(3):
            send(buyer_of(real_cast.shop.pk), own, f"断网时第 {number} 句")
        send(agent(real_cast.tom), other, "汤姆答了")
        real_cast.thread("断网时来的")
        line.mend()
        for desk in tabs:
            expect(desk.strip).to_be_hidden(timeout=20_000)
    for desk in tabs:
        agree(desk, real_cast)
    tabs[0].page.wait_for_timeout(1500)
    heard = [note for desk in tabs for note in tones(desk.page)]
    assert heard in (NEW, MESSAGE, MESSAGE + NEW), heard  # never once a message
    for desk in tabs:
        desk.page.evaluate("window.tones = []")
    tabs[0].page.reload()
    tabs[0].ready()
    agree(tabs[0], real_cast)
    stays_silent(tabs[0].page)


def test_read_in_one_tab_is_read_in_the_other(windows: Windows, real_cast: Cast) -> None:
    Attention.objects.create(user_id=real_cast.mei.user_id, volume=0)
    thread = real_cast.thread("一")
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    browser = windows.member(real_cast.mei)
    first = desk_in(browser)
    first.look_away()
    send(buyer_of(real_cast.shop.pk), thread, "二")
    expect(first.unread(thread.pk)).to_have_text("2")
    second = desk_in(browser, thread.pk)
    second.shows("二")
    for desk in (first, second):
        expect(desk.unread(thread.pk)).to_be_hidden()
        agree(desk, real_cast)
