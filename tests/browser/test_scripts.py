"""Scripts in an agent's day: found behind a slash, filled, sent, counted, approved."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route, expect

from conversations.actions.inviting_rating import invite_rating
from conversations.actions.rating import give_rating
from conversations.models import Attachment
from scripts_library.models import Script, ScriptUse
from tests.browser.at_rest import tab_in
from tests.browser.scripts import script
from tests.browser.stored import words_of
from tests.browser.test_input_method import compose
from tests.browser.windows import PHONE, Windows, desk_in
from tests.cast import Cast, agent, send
from tests.files import made
from tests.scripts.some import many_scripts, some_script

KEYSTROKES = script("keystrokes.js")
GOES_UP = script("picker_up.js")
MIDDLE_KEY_MS = 20
"""A busy machine interrupts some keys for long; the middle one tells whether the work is small."""


def eventually(ask: Callable[[], Any]) -> Any:
    """A use is counted right behind its message, which may be on screen before."""
    for _ in range(100):
        if told := ask():
            return told
        time.sleep(0.1)
    return ask()


def test_found_by_initials_filled_sent_and_counted(windows: Windows, real_cast: Cast) -> None:
    made = some_script(real_cast)
    thread = real_cast.thread("到哪了")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("到哪了")
    page, box = desk.page, desk.box
    box.press_sequentially("在的。/cj")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("催件·给时限")
    expect(box).to_have_attribute("aria-activedescendant", "spick-0")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(box).to_have_value("在的。/cj")
    box.fill("")
    compose(page, "/cj")  # what an input method has spelled so far is looked for; Enter is its own
    expect(option).to_be_visible()
    assert words_of(thread.pk) == ["到哪了"] and box.input_value() == "/cj"
    page.keyboard.insert_text("/cj")
    page.wait_for_timeout(60)
    box.fill("")
    box.press_sequentially("/cj")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    expect(box).to_have_value("{称呼}，已经联系{快递}查{单号}，今天{几点?}前给您准信")
    assert words_of(thread.pk) == ["到哪了"], "Enter put it in and sent nothing"

    page.keyboard.press("Enter")
    expect(page.locator("[data-composer-note]")).to_contain_text("{称呼} 还没填")
    page.keyboard.type("贝贝")  # the hole was chosen
    for words in ("圆通", "YT1", "18:00"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    desk.shows("贝贝，已经联系圆通查YT1，今天18:00前给您准信")
    desk.settled(2)
    used = eventually(lambda: ScriptUse.objects.filter(script=made).first())
    assert (used.edited, used.stage, used.member_id) == (False, "pre_sale", real_cast.mei.pk)

    box.press_sequentially("/催")
    expect(option).to_contain_text("用 1 次")
    page.keyboard.press("1")
    page.keyboard.press("Control+a")
    page.keyboard.type("贝贝，已经联系中通查YT1，今天18:00前给您准信，别急")
    page.keyboard.press("Enter")
    desk.shows("贝贝，已经联系中通查YT1，今天18:00前给您准信，别急")
    desk.settled(3)
    assert eventually(lambda: ScriptUse.objects.filter(script=made, edited=True).count() == 1)
    thread.refresh_from_db()
    invite_rating(thread)
    about = {"shop_id": real_cast.shop.pk, "conversation_id": thread.pk, "session": 1}
    give_rating(**about, score=5, comment="")
    mine = ScriptUse.objects.filter(shop=real_cast.shop)
    assert list(mine.values_list("score", flat=True)) == [5, 5]


def test_a_reply_becomes_a_script_is_approved_and_reaches_the_desk(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("有货吗")
    send(agent(real_cast.tom), thread, "刚去库里看过，这件还有 3 件，付款后今天发")
    desk = windows.desk(real_cast.tom, thread.pk)
    desk.shows("刚去库里看过，这件还有 3 件，付款后今天发")
    desk.page.keyboard.press("Escape")
    with desk.page.expect_navigation():
        desk.log.locator("li[data-kind=own]").last.hover()
        desk.log.locator("li[data-kind=own] [data-act=menu]").last.click()
        desk.page.get_by_role("menuitem", name="收进话术").click()
    written = desk.page
    written.get_by_label("标题").fill("有货·查过")
    expect(written.locator("[data-parts]")).to_contain_text("刚去库里看过")
    with written.expect_file_chooser() as chooser:
        written.get_by_role("button", name="加图片、文件").click()
    picture = {"name": "库存.png", "mimeType": "image/png", "buffer": made.picture("PNG", (90, 60))}
    chooser.value.set_files([picture])
    expect(written.locator(".lib__file img")).to_be_visible()
    written.get_by_role("button", name="存下送审").click()
    expect(written.get_by_role("heading", name="有货·查过")).to_be_visible()
    other = windows.desk(real_cast.mei, real_cast.thread("另一位").pk)
    other.box.press_sequentially("/查过")
    expect(other.page.locator("[data-spick-none]")).to_be_visible()

    reviewer = tab_in(windows.member(real_cast.qin))
    reviewer.goto("/scripts/?state=review")
    reviewer.get_by_label("勾上「有货·查过」").check()
    reviewer.get_by_role("button", name="通过打勾的").click()
    expect(reviewer.get_by_role("link", name="有货·查过")).to_be_hidden()
    expect(other.page.get_by_role("option")).to_contain_text("有货·查过")
    expect(other.page.locator("[data-spick-files] img")).to_be_visible()
    other.page.keyboard.press("Enter")
    expect(other.page.locator(".files__tile")).to_contain_text("库存.png")
    files = Attachment.objects.filter(shop=real_cast.shop, state="sent")
    assert not files.exists(), "put beside the box, not sent"
    expect(other.box).to_have_value("刚去库里看过，这件还有 3 件，付款后今天发")
    other.page.keyboard.press("Enter")
    expect(other.log.locator("li[data-kind=own] img")).to_be_visible()
    sent = files.get()
    assert sent.script_file is not None and sent.stored == sent.script_file.stored
    reviewer.goto("/scripts/wall/")
    expect(reviewer.get_by_role("listitem").filter(has_text="汤姆")).to_contain_text("有货·查过")

    kept = Script.objects.get(shop=real_cast.shop)
    one, two = (tab_in(windows.member(real_cast.mei)), tab_in(windows.member(real_cast.qin)))
    for page in (one, two):
        page.goto(f"/scripts/{kept.pk}/")
    one.get_by_label("内容").fill("刚看过库存，还有 3 件")
    one.get_by_role("button", name="存成草稿").click()
    expect(one.locator(".lib__versions")).to_contain_text("v2")
    windows.witness.allow("409")
    two.get_by_label("内容").fill("查过了，有货")
    two.get_by_role("button", name="存成草稿").click()
    expect(two.get_by_role("alert")).to_contain_text("小梅刚改过这一条")
    expect(two.get_by_label("内容")).to_have_value("查过了，有货")
    expect(two.locator(".lib__clash")).to_contain_text("刚看过库存，还有 3 件")


def test_five_thousand_scripts_follow_every_key(windows: Windows, real_cast: Cast) -> None:
    """On a phone, where one taps."""
    many_scripts(real_cast, 5000)
    thread = real_cast.thread("在吗")
    phone = windows.member(real_cast.mei, PHONE)
    windows.witness.allow("scripts/pack|ERR_FAILED")
    phone.route("**/scripts/pack/**", lambda route: route.abort())
    desk = desk_in(phone, thread.pk)
    option = desk.page.get_by_role("option")
    desk.page.locator("[data-scripts]").tap()
    expect(desk.page.locator("[data-spick-none]")).to_contain_text("话术没取到")
    phone.unroute("**/scripts/pack/**")
    desk.page.get_by_role("button", name="再取一次").tap()
    expect(option).to_have_count(20)
    desk.box.fill("/m4999")
    expect(option).to_have_count(1)
    took = desk.box.evaluate(KEYSTROKES)
    assert took["p50"] <= MIDDLE_KEY_MS, took
    desk.box.fill("/m4999")
    option.tap()
    expect(desk.box).to_have_value(re.compile("^{称呼}，.*别的事也请随时说。$"))


def test_lines_out_of_sight_are_there_as_soon_as_somebody_goes_there(
    windows: Windows, real_cast: Cast
) -> None:
    many_scripts(real_cast, 60)
    desk = windows.desk(real_cast.mei, real_cast.thread("在吗").pk)
    page = desk.page
    held: list[Route] = []
    page.route("**/script-values/**", lambda route: held.append(route))
    desk.box.press_sequentially("/")
    option = page.get_by_role("option")
    expect(option).to_have_count(20)
    page.keyboard.press("ArrowDown")
    expect(option.nth(1)).to_have_attribute("aria-selected", "true")
    while not held:
        page.wait_for_timeout(20)
    with page.expect_response("**/script-values/**") as answer:
        held.pop().continue_()
    answer.value.finished()
    page.wait_for_timeout(200)  # the list is drawn again with the values
    expect(option.nth(1)).to_have_attribute("aria-selected", "true")
    told = desk.box.evaluate(GOES_UP, ["/退换", 14])
    assert "第 14 种" in told["unasked"], "out of sight it is written when the keys rest"
    assert "第 23 种" in told["asked"], "or when somebody goes there"
    marked = page.get_by_role("option", selected=True)
    expect(marked).to_have_attribute("id", "spick-14")
    expect(marked).to_be_in_viewport(ratio=0.9)
    expect(desk.box).to_have_attribute("aria-activedescendant", "spick-14")
    desk.box.fill("/")
    expect(option.nth(14)).to_contain_text("第 14 种")
    expect(page.get_by_role("option", selected=True)).to_have_attribute("id", "spick-0")
    page.locator("#spick-list").hover()
    page.mouse.wheel(0, 5000)
    expect(option.nth(19)).to_be_in_viewport(ratio=0.9)
    assert "第 23 种" in desk.box.evaluate(GOES_UP, ["/退换", 14])["unasked"], "in sight by now"
