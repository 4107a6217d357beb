"""The guard over the message box: said while one writes, taken over, sent past, stopped."""

import re

from playwright.sync_api import expect

from conversations.actions.appealing import give_verdict
from conversations.models import GuardAppeal, GuardRecord, Mention
from tests.browser.stored import words_of
from tests.browser.test_input_method import compose
from tests.browser.windows import PHONE, Windows
from tests.cast import Cast
from tests.embedded.processes import eventually

BLAME = "这是快递那边的问题，我们也没办法"
REWARD = "给个好评返您 5 元"


def test_warned_rewritten_sent_past_and_stopped(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("到哪了")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("到哪了")
    page, box = desk.page, desk.box
    guard = page.locator("[data-guard]")
    box.fill("您稍候，我查一下这一件到了哪里。")
    expect(guard).to_be_hidden()

    box.fill(BLAME)
    expect(guard).to_contain_text("这是快递那边的问题")
    expect(guard).to_contain_text("提醒")
    kinder = guard.locator("[data-guard-kinder]").inner_text()
    box.press("Enter")
    expect(page.locator("[data-composer-note]")).to_contain_text("照样发")
    assert words_of(thread.pk) == ["到哪了"]
    box.press("Tab")
    expect(box).to_have_value(kinder)
    box.press("Control+z")
    expect(box).to_have_value(BLAME)
    expect(guard).to_contain_text("这是快递那边的问题")
    box.press("Control+Enter")
    desk.settled(2)
    assert words_of(thread.pk) == ["到哪了", BLAME]
    assert GuardRecord.objects.get(conversation=thread).level == "warn"
    expect(guard).to_be_hidden()

    compose(page, REWARD)  # the input method is still at it: nothing is stopped, nothing is sent
    box.fill(REWARD)
    expect(guard).to_contain_text("不能发")
    box.press("Control+Enter")
    expect(page.locator("[data-composer-note]")).to_contain_text("主管")
    guard.get_by_role("button", name="请主管看看").click()
    note = page.locator("[data-note-text]")
    expect(note).to_have_value(re.compile(f"@秦越 .*请看看能不能发：「{REWARD}」"))
    note.press("Enter")
    expect(desk.log).to_contain_text("请看看能不能发")
    expect(page.locator("[data-text]")).to_have_value(REWARD)  # the words stay behind the note
    assert eventually(Mention.objects.filter(member=real_cast.qin).exists)
    assert words_of(thread.pk) == ["到哪了", BLAME]

    note.press("Escape")
    marks = page.locator("[data-marks] mark")
    expect(marks).to_have_text(["给个好评返"])
    box.press("Home")
    box.type("嗯嗯")  # the line under the words moves with them, and the caret stays
    expect(marks).to_have_text(["给个好评返"])
    assert box.evaluate("(box) => box.selectionStart") == 2
    compose(page, "好")
    box.fill("\n".join(f"{REWARD}，abc{n} 号，送到的是 {n * 7} 件 A{n}" for n in range(40)))
    expect(marks.first).to_have_text("给个好评返")
    expect(marks.first).to_have_css("color", "rgba(0, 0, 0, 0)")
    same = "(box) => [box.scrollHeight, document.querySelector('[data-marks]').scrollHeight]"
    assert len(set(box.evaluate(same))) == 1  # word for word behind the box, line for line

    record = GuardAppeal.objects.get(shop=real_cast.shop).record_id
    box.fill("在的，我看看")
    give_verdict(actor=real_cast.qin, record_id=record, verdict="right", answer="平台会罚")
    answer = page.locator("[data-guard-answer]")
    expect(answer).to_contain_text("秦越看过了，还是别这样发")
    expect(answer).to_contain_text("平台会罚")
    give_verdict(actor=real_cast.qin, record_id=record, verdict="wrong", answer="")
    expect(answer).to_contain_text("秦越同意了")
    expect(answer).to_contain_text(REWARD)
    box.press("Alt+a")  # what was let go is sent; what is being written stays
    expect(desk.log).to_contain_text(REWARD)
    expect(answer).to_be_hidden()
    expect(box).to_have_value("在的，我看看")
    desk.settled(3)
    assert words_of(thread.pk) == ["到哪了", BLAME, REWARD]
    box.fill(REWARD)
    expect(guard).to_contain_text("不能发")


def test_refused_by_the_server_alone_it_comes_back_with_its_words(
    windows: Windows, real_cast: Cast
) -> None:
    """The rules could not be fetched: the server decides, and nothing that was written is lost."""
    windows.witness.allow(r"net::ERR_FAILED|guard/strip")
    thread = real_cast.thread("到哪了")
    desk = windows.desk(real_cast.mei, thread.pk, PHONE)
    page, box = desk.page, desk.box
    page.route("**/guard/strip*.js", lambda route: route.abort())
    desk.shows("到哪了")
    box.fill(REWARD)
    box.press("Enter")
    expect(page.locator("[data-composer-note]")).to_contain_text("没有发出")
    expect(box).to_have_value(REWARD)
    assert words_of(thread.pk) == ["到哪了"]
