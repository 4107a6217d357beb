"""A buyer writes on a phone; the desk reads along where the shop wants it and the buyer lets it."""

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from conversations.actions.sessions import take_session
from conversations.policy_rules import SHOW_DRAFT
from helpdesk.accounts.actions.policies import set_policy
from tests.browser.layout import too_small, too_wide
from tests.browser.stored import only_thread
from tests.browser.windows import PHONE, Windows, chat_in, page_in
from tests.cast import Cast, agent

NOTE = "您正在写的，客服能看到"


def read_along(cast: Cast) -> None:
    set_policy(actor=None, shop_id=cast.shop.pk, name=SHOW_DRAFT, value=True, source="")


def frames_of(page: Page) -> list[str]:
    """All that the page sends from its next opening on."""
    sent: list[str] = []

    def note(frame: Any) -> None:
        sent.append(str(frame))

    page.on("websocket", lambda socket: socket.on("framesent", note))
    return sent


def texts(sent: list[str]) -> list[str]:
    frames = [json.loads(frame) for frame in sent]
    return [frame["text"] for frame in frames if frame["do"] == "typing.report" and "text" in frame]


def top_of(page: Page, query: str) -> Callable[[], float]:
    return lambda: page.locator(query).bounding_box()["y"]  # type: ignore[index]


def test_the_desk_reads_along_until_it_is_sent_and_the_buyer_can_say_no(
    windows: Windows, real_cast: Cast
) -> None:
    read_along(real_cast)
    person = windows.person(PHONE)
    buyer = chat_in(person, real_cast.shop)
    sent = frames_of(buyer.page)
    buyer.page.reload()
    buyer.online()
    expect(buyer.page.get_by_text(NOTE)).to_be_visible()
    buyer.box.press_sequentially("还没开始")
    buyer.say("在吗")
    expect(buyer.state("在吗")).to_contain_text("已发送")
    assert texts(sent) == [], "before the thread begins there is nobody to read"
    desk = windows.desk(real_cast.mei, only_thread(real_cast.shop).pk)
    desk.page.locator("[data-take]").click()
    expect(desk.page.locator("[data-session-state]")).to_have_text("我在接待")
    desk.box.fill("在的，您说")
    caret, button = top_of(desk.page, "[data-text]"), top_of(desk.page, "[data-send]")
    before = caret(), button()
    line = desk.page.locator("[data-draft]")
    buyer.box.press_sequentially("要是周六到不了我就", delay=150)
    expect(line).to_have_text("买家正在写：要是周六到不了我就")
    assert (caret(), button()) == before, "nothing moves under the caret"
    assert desk.page.evaluate("document.activeElement.matches('[data-text]')")
    expect(desk.page.locator("[data-typing]")).to_be_hidden()
    assert 2 <= len(texts(sent)) <= 4, texts(sent)
    buyer.box.press("Enter")
    desk.shows("要是周六到不了我就")
    expect(line).to_be_hidden()
    buyer.box.press_sequentially("退")
    expect(line).to_contain_text("退")
    button_no = buyer.page.get_by_role("button", name="发出前不给看")
    assert too_wide(buyer.page) == [] and too_small(buyer.page) == []
    button_no.tap()
    expect(line).to_be_hidden()
    told = len(texts(sent))
    buyer.box.press_sequentially("款吧算了", delay=1000)
    expect(desk.page.locator("[data-typing]")).to_contain_text("正在输入")
    assert len(texts(sent)) == told and texts(sent)[-1] == ""
    buyer.page.reload()
    buyer.online()
    expect(buyer.page.get_by_text("您发出去，客服才看得到")).to_be_visible()
    other_tab = chat_in(person, real_cast.shop)
    buyer.page.bring_to_front()
    buyer.page.get_by_role("button", name="边写边给看").tap()
    expect(buyer.page.get_by_text(NOTE)).to_be_visible()
    expect(other_tab.page.get_by_text(NOTE)).to_be_visible()
    buyer.box.press_sequentially("！")
    expect(line).to_contain_text("退款吧算了！")
    buyer.page.close()
    expect(line).to_be_hidden()


def test_where_the_rule_is_off_no_word_leaves_the_page_before_it_is_sent(
    windows: Windows, real_cast: Cast
) -> None:
    page = windows.person(PHONE).new_page()
    sent, fetched = frames_of(page), []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"/chat/{real_cast.shop.slug}/")
    expect(page.locator("#line-words")).to_contain_text("在线")
    box = page.locator("#box")
    box.fill("在吗")
    box.press("Enter")
    expect(page.locator("#entries")).to_contain_text("已发送")
    box.press_sequentially("悄悄写的话", delay=400)
    assert any('"typing.report"' in frame for frame in sent), "that somebody writes is told"
    assert not any("悄" in frame for frame in sent)
    assert texts(sent) == []
    assert not any("draft_share" in url for url in fetched)
    expect(page.get_by_text(NOTE)).to_have_count(0)


def test_who_watches_silently_reads_along_and_a_colleague_does_not(
    windows: Windows, real_cast: Cast
) -> None:
    read_along(real_cast)
    buyer = windows.chat(real_cast.shop)
    buyer.say("第三次问了，骗子")
    expect(buyer.state("第三次问了，骗子")).to_contain_text("已发送")
    thread = only_thread(real_cast.shop)
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    tom = windows.desk(real_cast.tom, thread.pk)
    floor = page_in(windows.member(real_cast.qin), "/floor/")
    floor.get_by_role("button", name=re.compile("^看 ")).first.click()
    drawer = floor.locator("[data-drawer-box]")
    expect(drawer.get_by_role("log")).to_contain_text("第三次问了，骗子")
    buyer.box.press_sequentially("再不退就投诉")
    expect(drawer.locator("[data-draft]")).to_have_text("买家正在写：再不退就投诉")
    expect(tom.page.locator("[data-typing]")).to_contain_text("正在输入")
    expect(tom.page.locator("[data-draft]")).to_be_hidden()
    buyer.box.fill("")
    expect(drawer.locator("[data-draft]")).to_be_hidden()
