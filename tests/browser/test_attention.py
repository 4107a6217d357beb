"""Called to one's chats: once, in one tab, not at rest, and not by words that others could read."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from conversations.actions.sessions import take_session
from conversations.models import Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import Attention, Membership
from helpdesk.kernel.clock import now
from tests.browser.scripts import script
from tests.browser.windows import PHONE, Windows, desk_in, page_in
from tests.cast import Cast, agent, send
from tests.faults.stack import until

pytestmark = pytest.mark.whole_chromium

NEW, MESSAGE, LATE = [659, 988], [784], [523, 523, 698]
QUIET_MS = 2600
"""Longer than the while in which nothing rings again."""


def listening(windows: Windows, member: Membership, **choices: Any) -> BrowserContext:
    """A browser whose sounds and notifications are counted, allowed to show the latter."""
    if choices:
        Attention.objects.update_or_create(user_id=member.user_id, defaults=choices)
    browser = windows.member(member, permissions=["notifications"])
    browser.add_init_script(script("rings.js"))
    return browser


def awake(browser: BrowserContext, conversation: int | None = None) -> Page:
    """A desk in which somebody has pressed a key."""
    page = desk_in(browser, conversation).page
    page.keyboard.press("Shift")
    expect(page.locator("[data-duty-words]")).to_have_text("接待中")
    return page


def tones(page: Page) -> list[int]:
    return [round(tone["hertz"]) for tone in page.evaluate("window.tones")]


def rings(page: Page, melody: list[int]) -> None:
    page.wait_for_function("count => window.tones.length === count", arg=len(melody))
    assert tones(page) == melody
    page.evaluate("window.tones = []")


def stays_silent(page: Page, ms: int = 1500) -> None:
    page.wait_for_timeout(ms)
    assert tones(page) == []


def keeps(cast: Cast, **choices: Any) -> None:
    """Mei's choices are stored; of two made in a row the page says "kept" after the first, too."""
    until(Attention.objects.filter(user_id=cast.mei.user_id, **choices).exists)


def mine(cast: Cast, words: str) -> Conversation:
    thread = cast.thread(words)
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    return thread


def says(cast: Cast, thread: Conversation, words: str) -> None:
    send(buyer_of(cast.shop.pk), thread, words)


def test_each_occasion_has_its_sound_and_ten_messages_have_one(
    windows: Windows, real_cast: Cast
) -> None:
    thread = mine(real_cast, "先接了一位")
    page = awake(listening(windows, real_cast.mei))
    stays_silent(page)  # what stands there at first calls nobody
    real_cast.thread("新来的")
    rings(page, NEW)
    page.wait_for_timeout(QUIET_MS)
    for number in range(10):
        says(real_cast, thread, f"第 {number} 句")
    rings(page, MESSAGE)
    stays_silent(page, QUIET_MS)
    since = now() - timedelta(seconds=179)
    Conversation.objects.filter(pk=thread.pk).update(unanswered_since=since)
    says(real_cast, thread, "还在吗")
    rings(page, MESSAGE)
    rings(page, LATE)


def test_a_chat_before_the_eyes_is_silent_until_they_turn_away(
    windows: Windows, real_cast: Cast
) -> None:
    thread = mine(real_cast, "正看着")
    page = awake(listening(windows, real_cast.mei), thread.pk)
    says(real_cast, thread, "看得见")
    stays_silent(page)
    page.evaluate("document.hasFocus = () => false")
    says(real_cast, thread, "看不见")
    rings(page, MESSAGE)


@pytest.mark.parametrize("state", ["resting", "leaving"])
def test_at_rest_nothing_and_while_leaving_only_own_chats(
    windows: Windows, real_cast: Cast, state: str
) -> None:
    thread = mine(real_cast, "手上的")
    page = awake(listening(windows, real_cast.mei, notify=True))
    page.evaluate("document.hasFocus = () => false")
    page.locator("[data-duty-button]").click()
    page.locator(f"[data-choose={state}]").click()
    expect(page.locator("[data-on-duty]")).to_have_attribute("data-state", state)
    real_cast.thread("没人接的")
    stays_silent(page)
    says(real_cast, thread, "手上的又说")
    if state == "leaving":
        rings(page, MESSAGE)
    else:
        stays_silent(page)
    assert len(page.evaluate("window.notices")) == (1 if state == "leaving" else 0)


def test_of_three_tabs_one_rings_and_one_notifies(windows: Windows, real_cast: Cast) -> None:
    thread = mine(real_cast, "先接了一位")
    browser = listening(windows, real_cast.mei, notify=True)
    tabs = [awake(browser) for _ in range(3)]
    for tab in tabs:
        tab.evaluate("document.hasFocus = () => false")
    for count, melody in ((1, MESSAGE), (2, NEW)):
        if melody == MESSAGE:
            says(real_cast, thread, "有一句")
        else:
            real_cast.thread("新来的")
        tabs[0].wait_for_timeout(QUIET_MS)
        assert sorted(note for tab in tabs for note in tones(tab)) == sorted(melody)
        assert sum(len(tab.evaluate("window.notices")) for tab in tabs) == count
        for tab in tabs:
            tab.evaluate("window.tones = []")


def test_the_tab_that_shows_the_chat_keeps_the_others_silent(
    windows: Windows, real_cast: Cast
) -> None:
    thread = mine(real_cast, "正看着")
    browser = listening(windows, real_cast.mei, notify=True)
    behind = awake(browser)
    behind.evaluate("document.hasFocus = () => false")
    before = awake(browser, thread.pk)
    says(real_cast, thread, "看得见")
    before.wait_for_timeout(1500)
    assert tones(before) == tones(behind) == []
    assert behind.evaluate("window.notices") == []


@pytest.mark.parametrize("words", [False, True])
def test_a_notification_tells_words_only_where_asked(
    windows: Windows, real_cast: Cast, words: bool
) -> None:
    thread = mine(real_cast, "先接了一位")
    page = awake(listening(windows, real_cast.mei, notify=True, notify_words=words, volume=0))
    says(real_cast, thread, "页面在眼前")
    page.wait_for_timeout(700)
    assert page.evaluate("window.notices") == []
    page.evaluate("document.hasFocus = () => false")
    page.wait_for_timeout(QUIET_MS)
    says(real_cast, thread, "我家在幸福路 8 号")
    page.wait_for_function("() => window.notices.length === 1")
    told = json.dumps(page.evaluate("window.notices"), ensure_ascii=False)
    assert ("幸福路" in told) is words
    assert tones(page) == []


def test_a_page_that_may_not_sound_yet_says_so_calmly(windows: Windows, real_cast: Cast) -> None:
    browser = listening(windows, real_cast.mei)
    page = desk_in(browser).page
    expect(page.locator("[data-duty-words]")).to_have_text("接待中")
    note = page.locator("[data-sound-note]")
    expect(note).to_be_hidden()
    real_cast.thread("新来的")
    expect(note).to_be_visible()
    assert tones(page) == []
    note.click()
    expect(note).to_be_hidden()
    page.wait_for_timeout(QUIET_MS)
    real_cast.thread("又来一位")
    rings(page, NEW)


def test_title_and_icon_count_as_chosen_in_another_tab(windows: Windows, real_cast: Cast) -> None:
    browser = listening(windows, real_cast.mei)
    page = desk_in(browser).page
    icon = page.locator("link[rel=icon]")
    real_cast.thread("等着")
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    expect(icon).to_have_attribute("href", re.compile("favicon-waiting"))
    Conversation.objects.filter(shop=real_cast.shop).update(
        unanswered_since=now() - timedelta(seconds=400)
    )
    page.reload()
    expect(icon).to_have_attribute("href", re.compile("favicon-late"))
    settings = page_in(browser, "/preferences/attention/")
    settings.get_by_label("标题上写有几位在等").uncheck()
    settings.get_by_label(re.compile("图标上带个点")).uncheck()
    expect(settings.locator("[data-attention-note]")).to_contain_text("存好了")
    expect(page).to_have_title(re.compile("^会话"))
    expect(icon).not_to_have_attribute("href", re.compile("favicon-late"))
    keeps(real_cast, title_count=False, icon_mark=False, sound_new=True)


def test_the_dialog_tries_sounds_and_asks_only_by_its_tick(
    windows: Windows, real_cast: Cast
) -> None:
    browser = windows.member(real_cast.mei)
    browser.add_init_script(script("rings.js"))
    page = desk_in(browser).page
    page.get_by_role("button", name="我：小梅").click()
    page.locator("[data-open-attention]").click()
    dialog = page.get_by_role("dialog", name="声音和提醒")
    for kind, melody in (("new", NEW), ("message", MESSAGE), ("late", LATE)):
        dialog.locator(f"[data-hear={kind}]").click()
        rings(page, melody)
    volume = dialog.get_by_label("音量")
    volume.focus()
    volume.press("Home")
    dialog.locator("[data-hear=new]").click()
    expect(dialog.locator("[data-hear-said]")).to_contain_text("音量是 0")
    assert tones(page) == []
    expect(dialog.locator("[data-permission]")).to_be_hidden()
    dialog.get_by_label(re.compile("不在眼前时")).check()  # a headless browser refuses
    expect(dialog.locator("[data-permission]")).to_contain_text("地址栏")
    expect(dialog.locator("[data-attention-note]")).to_contain_text("存好了")
    keeps(real_cast, notify=True, volume=0)


def test_on_a_phone_the_page_fits(windows: Windows, real_cast: Cast) -> None:
    page = page_in(windows.member(real_cast.mei, PHONE), "/preferences/attention/")
    expect(page.get_by_role("heading", name="声音和提醒")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
