"""Quoting and emoji, on a buyer's phone and at the desk: seen by both, and kept."""

import os
import re
from pathlib import Path
from uuid import uuid4

from django.db import connection
from playwright.sync_api import Locator, expect

from conversations.actions.sending import send_message
from conversations.models import Entry
from tests.browser.axe import serious
from tests.browser.proxy import Proxy
from tests.browser.screens import Chat, Desk, Screen
from tests.browser.stored import only_thread
from tests.browser.test_large import LONG_SQL
from tests.browser.windows import PHONE, Windows
from tests.cast import Cast, agent

FIRST = "几天能到"


def meet(windows: Windows, cast: Cast) -> tuple[Chat, Desk, int]:
    """Bea on her phone, Mei at her desk."""
    bea = windows.chat(cast.shop, PHONE)
    bea.say(FIRST)
    bea.settled(1)
    thread = only_thread(cast.shop).pk
    desk = windows.desk(cast.mei, thread)
    desk.shows(FIRST)
    return bea, desk, thread


def row(screen: Screen, words: str) -> Locator:
    """The message that says this itself, whatever it quotes."""
    own = screen.page.locator("[data-slot=text]", has_text=re.compile(f"{words}$"))
    return screen.log.locator("li").filter(has=own)


def choose(screen: Screen, words: str, deed: str) -> None:
    """From the menu of the message with these words."""
    line = row(screen, words)
    line.hover()
    line.get_by_role("button", name="更多操作").click()
    screen.page.get_by_role("menuitem", name=deed).click()


def strip(screen: Screen) -> Locator:
    return screen.page.get_by_role("group", name="要引用的")


def quoted(screen: Screen, words: str) -> Locator:
    return row(screen, words).locator(".quoted")


def shot(screen: Screen, name: str) -> None:
    where = os.environ.get("SHOTS")
    if where:
        screen.page.screenshot(path=str(Path(where) / f"{name}.png"))


def test_both_sides_quote_and_a_recall_takes_the_words(windows: Windows, real_cast: Cast) -> None:
    bea, desk, thread = meet(windows, real_cast)
    line = row(desk, FIRST)
    line.hover()
    line.get_by_role("button", name="更多操作").press("Enter")
    desk.page.keyboard.press("q")
    expect(desk.box).to_be_focused()
    expect(strip(desk)).to_contain_text(FIRST)
    shot(desk, "desk-strip")
    desk.page.reload()
    expect(strip(desk)).to_contain_text(FIRST)
    desk.say("三天")
    expect(strip(desk)).to_be_hidden()
    for screen, who in ((desk, "访客"), (bea, "您")):
        expect(quoted(screen, "三天")).to_contain_text(FIRST)
        expect(quoted(screen, "三天")).to_contain_text(who)

    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("q")
    expect(strip(desk)).to_contain_text(FIRST)
    strip(desk).get_by_role("button", name="不引用了").click()

    choose(bea, "三天", "引用")
    expect(strip(bea)).to_contain_text("小梅 三天")
    expect(bea.box).to_be_focused()
    shot(bea, "phone-strip")
    assert list(serious(bea.page, None)) == []
    strip(bea).get_by_role("button", name="不引用了").click()
    expect(strip(bea)).to_be_hidden()
    choose(bea, "三天", "引用")
    bea.say("那我等着")
    for screen in (desk, bea):
        expect(quoted(screen, "那我等着")).to_contain_text("小梅 三天")
    shot(bea, "phone-thread")
    shot(desk, "desk-thread")

    choose(desk, FIRST, "引用")
    desk.box.fill("还没写完")
    choose(bea, FIRST, "撤回")
    for screen in (desk, bea):
        expect(quoted(screen, "三天")).to_contain_text("已撤回")
        expect(quoted(screen, "三天")).not_to_contain_text(FIRST)
    expect(strip(desk)).to_be_hidden()
    expect(desk.box).to_have_value("还没写完")
    expect(desk.page.get_by_text("引用已经去掉")).to_be_visible()
    quoted(desk, "三天").click()
    expect(desk.log.locator("li[data-found]")).to_contain_text("撤回了一条消息")
    shot(desk, "desk-recalled")
    assert list(serious(desk.page, None)) == []
    assert Entry.objects.filter(conversation_id=thread, kind="message", target=1).count() == 1


def test_a_quote_waits_for_the_line_and_says_when_it_is_too_late(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    bea, desk, thread = meet(windows, real_cast)
    desk.say("三天")
    desk.say("五天")
    bea.settled(3)
    with windows.witness.line_down():
        choose(bea, "三天", "引用")
        line.cut()
        bea.say("三天的那个")
        expect(row(bea, "三天的那个")).to_contain_text("等网络")
        expect(quoted(bea, "三天的那个")).to_contain_text("小梅 三天")
        choose(bea, "五天", "引用")
        bea.say("五天的那个")
        assert not Entry.objects.filter(conversation_id=thread, side="buyer", seq__gt=1).exists()
        five = Entry.objects.get(conversation_id=thread, text="五天")
        Entry.objects.filter(conversation_id=thread, seq=five.seq).update(text="", recalled=True)
        line.mend()
        bea.page.reload()
    expect(quoted(desk, "三天的那个")).to_contain_text("小梅 三天")
    late = row(bea, "五天的那个")
    expect(late).to_contain_text("没发出去：引用的那条已经撤回了")
    shot(bea, "phone-late")
    late.get_by_role("button", name="改").click()
    expect(bea.box).to_have_value("五天的那个")
    expect(strip(bea)).to_be_hidden()
    bea.box.press("Enter")
    expect(row(desk, "五天的那个")).to_be_visible()
    expect(quoted(desk, "五天的那个")).to_have_count(0)


def test_a_click_leads_to_what_is_far_back(windows: Windows, real_cast: Cast) -> None:
    bea, desk, thread = meet(windows, real_cast)
    with connection.cursor() as cursor:
        cursor.execute(LONG_SQL, {"shop": real_cast.shop.pk, "thread": thread, "last": 900})
    send_message(
        speaker=agent(real_cast.mei),
        conversation_id=thread,
        client_id=uuid4(),
        text="很早那句",
        quote=1,
    )
    for screen in (desk, bea):
        screen.page.reload()
        quoted(screen, "很早那句").click()
        expect(screen.log.locator("li[data-found]")).to_contain_text(FIRST)
        expect(row(screen, FIRST)).to_be_in_viewport()


def test_on_an_agents_phone_the_menu_stands_beside_its_message(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("几天能到" * 20)
    mei = agent(real_cast.mei)
    for words, seq in (("好" * 60, 1), ("贝贝" * 30, 3)):
        send_message(
            speaker=mei, conversation_id=thread.pk, client_id=uuid4(), text=words, quote=seq
        )
    desk = windows.desk(real_cast.mei, thread.pk, PHONE)
    for line in desk.log.locator("li.msg").all():
        bubble = line.locator(".bubble").bounding_box()
        menu = line.get_by_role("button", name="更多操作").bounding_box()
        assert bubble and menu
        assert bubble["y"] < menu["y"] + menu["height"] / 2 < bubble["y"] + bubble["height"]
        assert menu["x"] >= 0 and menu["x"] + menu["width"] <= PHONE[0]
    shot(desk, "desk-phone")
    desk.page.get_by_role("button", name="表情").click()
    shot(desk, "desk-phone-emoji")
    assert list(serious(desk.page, None)) == []


def test_emoji_go_in_at_the_caret_and_stand_large_alone(windows: Windows, real_cast: Cast) -> None:
    bea, desk, _ = meet(windows, real_cast)
    for screen, name in ((bea, "phone"), (desk, "desk")):
        screen.box.fill("谢谢您")
        screen.box.press("ArrowLeft")
        screen.page.get_by_role("button", name="表情").click()
        panel = screen.page.get_by_role("dialog", name="表情")
        expect(panel.get_by_role("button", name="微笑")).to_be_focused()
        shot(screen, f"{name}-emoji")
        assert list(serious(screen.page, None)) == []
        screen.page.keyboard.press("ArrowDown")
        screen.page.keyboard.press("ArrowRight")
        screen.page.keyboard.press("Enter")
        expect(panel).to_have_count(0)
        expect(screen.box).to_have_value("谢谢👌您")
        expect(screen.box).to_be_focused()
        screen.page.get_by_role("button", name="表情").click()
        expect(panel.get_by_role("button").first).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        screen.box.fill("")
    bea.say("👍🏽❤️")
    desk.say("👌")
    desk.say("👌好")
    for screen in (bea, desk):
        expect(row(screen, "👍🏽❤️")).to_have_attribute("data-big", "")
        expect(row(screen, "👌好")).not_to_have_attribute("data-big", "")
    shot(bea, "phone-big")
