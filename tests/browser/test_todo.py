"""The radar in Chromium, and a promise on its way from the message box to being kept."""

import re

from django.utils.timezone import localtime
from playwright.sync_api import expect

from helpdesk.followups.actions.handing import hand_over
from helpdesk.followups.actions.settling import do_followup
from helpdesk.followups.models import FollowUp
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast
from tests.followups.scene import age, owed


def test_a_day_on_the_radar_by_keyboard(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("409")
    late, near, far = (
        owed(real_cast.mei, title, hours=hours, money_fen=fen)
        for title, hours, fen in (("回电话", 10, 8900), ("开发票", 0.5, 12900), ("回访", 40, 0))
    )
    age([late], 10.3)
    toms = owed(real_cast.tom, "查问题件", hours=20)
    page = page_in(windows.member(real_cast.mei), "/todo/?whose=mine")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text(re.compile(r"过了 1[78] 分"))
    expect(rows.nth(0)).to_have_attribute("data-step", "4")
    near_midnight = localtime(near.due_at).date() > localtime().date()
    expect(page.locator("[data-rail-todo]")).to_have_text("1" if near_midnight else "2")

    # What others do is on screen by itself.
    hand_over(actor=real_cast.tom, followup_id=toms.pk, version=1, member_id=real_cast.mei.pk)
    expect(page.locator("[data-row]", has_text="查问题件")).to_be_visible()

    # One deed on what a colleague has settled meanwhile: who was faster.
    page.keyboard.press("j")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("e")
    dialog = page.locator("[data-dialog=done]")
    do_followup(actor=real_cast.qin, followup_id=late.pk, version=1, outcome="我打了")
    dialog.get_by_role("textbox").fill("打通了")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("秦越")
    page.keyboard.press("Escape")
    expect(page.locator("[data-row]", has_text="回电话")).to_have_count(0)

    # Two at once, with a reason.
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("选中 2 件")
    page.keyboard.press("p")
    dialog = page.locator("[data-dialog=postpone]")
    dialog.locator("[data-when]").select_option("morning")
    dialog.get_by_role("textbox").fill("仓库明天才上班")
    page.keyboard.press("Enter")
    expect(page.locator("[data-toast]")).to_contain_text("2 件改了时间")
    near.refresh_from_db()
    assert near.version == 2

    # A note of one's own, the board, and the list of keys.
    page.keyboard.press("c")
    dialog = page.locator("[data-dialog=new]")
    dialog.get_by_role("textbox").first.fill("给老周回电话")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]", has_text="给老周回电话")).to_be_visible()
    page.keyboard.press("v")
    expect(page.locator("[data-key=quick] [data-row]")).to_contain_text("给老周回电话")
    page.keyboard.press("?")
    expect(page.locator("[data-dialog=keys]")).to_be_visible()
    assert FollowUp.objects.get(pk=far.pk).is_open


def test_a_promise_is_offered_written_down_and_kept(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("换大一码还有没有")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.say("在的，我看看")
    desk.say("我去问仓库，半小时内回您")
    offer = desk.page.locator("[data-promise]")
    expect(offer).to_contain_text("我去问仓库，半小时内回您")
    assert not FollowUp.objects.filter(shop=real_cast.shop).exists(), "never by itself"
    desk.page.keyboard.press("Alt+w")
    strip = desk.page.locator("[data-owed]")
    expect(strip).to_contain_text("半小时内回您")
    expect(strip.locator("[data-due]")).to_have_text(re.compile("剩 (29|30) 分"))
    row = FollowUp.objects.get(shop=real_cast.shop)
    assert (row.conversation, row.owner_id, row.kind) == (thread.pk, real_cast.mei.pk, "promise")

    phone = page_in(windows.member(real_cast.mei, PHONE), "/todo/")
    shown = phone.locator("[data-row]", has_text="半小时内回您")
    expect(shown.get_by_role("link", name="回他")).to_have_attribute("href", f"/desk/{thread.pk}/")
    strip.get_by_role("button", name="做到了").click()
    expect(strip).to_be_hidden()
    expect(shown).to_have_count(0)
