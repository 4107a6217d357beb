"""Every deed by a key, listed under "?", and in the command bar."""

import re

import pytest
from playwright.sync_api import Page, expect

from conversations.actions.sessions import take_session
from conversations.actions.transferring import transfer_conversation
from tests.browser.scripts import script
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast, agent
from tests.routing.people import at_work

KEYLESS = script("keyless.js")
# Pressed where they stand: part of a text, of a figure, or of something that failed.
STAND_ALONE = (
    *("data-show-tab", "data-talk-retry", "data-offline-retry", "data-sound-note", "data-unquote"),
    *("data-toast-close", "data-context-retry", "data-send=", "note-box__write"),
    *("data-without-goods", "data-spick-again", "data-owed-kept", "data-promise-close"),
    *("data-answer-close", "data-reminder-close"),
    "me-menu__item--phone",
    *('aria-current="true"', "skip-link"),
)


def bar(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="命令、买家、订单号或手机号")).to_be_focused()


def test_no_button_of_the_desk_is_without_a_key_or_a_command(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    take_session(actor=agent(real_cast.qin), conversation_id=thread.pk)
    page = windows.desk(real_cast.qin, thread.pk).page
    expect(page.locator("[data-session-state]")).to_have_text("我在接待")
    left = [html for html in page.evaluate(KEYLESS) if not any(n in html for n in STAND_ALONE)]
    assert left == []


def test_the_list_of_keys_holds_every_key_that_the_page_tells_of(
    windows: Windows, real_cast: Cast
) -> None:
    page = windows.desk(real_cast.qin, real_cast.thread("在吗").pk).page
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="快捷键")
    expect(dialog).to_be_visible()
    shown = {key.replace(" ", "+") for key in dialog.locator("kbd").all_text_contents()}
    told = page.evaluate(
        "() => [...document.querySelectorAll('[aria-keyshortcuts]')]"
        ".flatMap((each) => each.getAttribute('aria-keyshortcuts').split(' '))"
    )
    arrows = {"Control": "Ctrl", "ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc", "Enter": "↵"}
    for key in told:
        for name, short in arrows.items():
            key = key.replace(name, short)
        assert key in shown, (key, shown)
    assert dialog.locator("dt").count() == dialog.locator("dd").count() > 20


@pytest.mark.parametrize("typed", ["转接", "zj", "transfer"])
def test_a_command_in_three_ways(windows: Windows, real_cast: Cast, typed: str) -> None:
    thread = real_cast.thread("转一下")
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    at_work(real_cast.tom)
    page = windows.desk(real_cast.mei, thread.pk).page
    expect(page.locator("[data-session-state]")).to_have_text("我在接待")
    bar(page)
    page.keyboard.type(typed)
    option = page.get_by_role("option", name=re.compile("^转接给同事"))
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("T")
    page.keyboard.press("Enter")
    expect(page.locator("[data-transfer-dialog]")).to_be_visible()


def test_what_becomes_possible_while_the_bar_is_open_is_offered(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("转一下")
    take_session(actor=agent(real_cast.tom), conversation_id=thread.pk)
    page = windows.desk(real_cast.mei, thread.pk).page
    at_work(real_cast.mei, real_cast.tom)
    bar(page)
    page.keyboard.type("转接")
    option = page.get_by_role("option", name=re.compile("^转接给同事"))
    expect(option).to_have_attribute("aria-disabled", "true")
    transfer_conversation(
        actor=agent(real_cast.tom),
        conversation_id=thread.pk,
        member_id=real_cast.mei.pk,
        group_id=None,
        note="",
    )
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("[data-transfer-dialog]")).to_be_visible()


def test_what_cannot_be_done_says_why(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("别人的")
    take_session(actor=agent(real_cast.tom), conversation_id=thread.pk)
    page = windows.desk(real_cast.mei, thread.pk).page
    expect(page.locator("[data-session-state]")).to_have_text("同事在接待")
    bar(page)
    page.keyboard.type("结束")
    option = page.get_by_role("option", name=re.compile("^结束接待"))
    expect(option).to_have_attribute("aria-disabled", "true")
    expect(option).to_contain_text("汤姆")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("[data-bar-said]")).to_contain_text("汤姆")
    expect(page.locator("[data-command-bar]")).to_be_visible()
    thread.refresh_from_db()
    assert thread.state == "active"


def test_the_last_command_stands_first_and_nothing_runs_unmarked(
    windows: Windows, real_cast: Cast
) -> None:
    browser = windows.member(real_cast.mei)
    page = desk_in(browser).page
    bar(page)
    page.keyboard.press("Enter")  # nothing typed, nothing marked: nothing happens
    expect(page.locator("[data-command-bar]")).to_be_visible()
    page.keyboard.type("dark")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    bar(page)
    expect(page.get_by_role("option").first).to_contain_text("明暗：暗")
    page.keyboard.press("Escape")
    page.keyboard.press("?")  # at once: the keys are back
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    bar(page)
    expect(page.get_by_role("option").first).to_contain_text("明暗：暗")


def test_states_pages_and_a_buyer_by_name(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("找我")
    thread.buyer.name = "贝贝不吃香菜"
    thread.buyer.save(update_fields=["name"])
    page = desk_in(windows.member(real_cast.mei)).page
    bar(page)
    page.keyboard.type("xx")
    page.keyboard.press("Enter")
    expect(page.locator("[data-on-duty]")).to_have_attribute("data-state", "resting")
    bar(page)
    page.keyboard.type("香菜")
    option = page.get_by_role("option", name=re.compile("贝贝不吃香菜"))
    expect(option).to_have_count(1)
    page.wait_for_timeout(700)  # the server's answer does not show it twice
    expect(option).to_have_count(1)
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{windows.url}/desk/{thread.pk}/")
    bar(page)
    page.keyboard.type("去商品")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{windows.url}/goods/")


def test_new_keys_do_what_they_say(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    page = desk.page
    desk.say("撤得回")
    expect(desk.state("撤得回")).to_contain_text("已")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(desk.log).to_contain_text("撤回了一条消息")
    page.keyboard.press("2")
    expect(desk.tab("我的")).to_have_attribute("aria-selected", "true")
    page.keyboard.press(",")
    expect(page.get_by_role("dialog", name="声音和提醒")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(page.locator("#me-menu")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator("[data-empty]")).to_be_visible()
