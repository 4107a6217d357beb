"""A phone at the start of a shift: the digest once a day; a reminder covers no message box."""

from playwright.sync_api import Route, expect

from helpdesk.followups.actions.sweeping import remind_due
from helpdesk.followups.models import FollowUp, Reminder, ShiftStart
from helpdesk.kernel import clock
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast
from tests.followups.scene import owed


def test_it_is_shown_once_and_reminders_stay_off_the_message_box(
    windows: Windows, real_cast: Cast
) -> None:
    owed(real_cast.mei, "回电话", hours=0.02, money_fen=8_900)
    check = owed(real_cast.mei, "看有没有新投诉", hours=0.02, kind="shift_check")
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk, PHONE)
    page = desk.page
    start = page.locator("[data-start]")
    expect(start).to_contain_text("回电话")
    on_its_way: list[Route] = []
    page.route("**/todo/deed/", lambda route: on_its_way.append(route))
    start.get_by_label("看有没有新投诉").check()
    expect(start.get_by_label("看有没有新投诉")).to_be_disabled()
    start.get_by_role("button", name="知道了").click()
    expect(start).to_be_visible()  # until the tick is stored: a refusal has to be told somewhere
    on_its_way.pop().continue_()
    expect(start).to_have_count(0)
    check.refresh_from_db()
    assert (check.state, check.outcome) == ("done", "查过了")

    # Two at once: one is shown, over nothing that is written in, and leads to the follow-up.
    one, other = (owed(real_cast.mei, title, hours=9) for title in ("开发票", "查问题件"))
    Reminder.objects.filter(followup__in=[one, other], percent=50).update(due_at=clock.now())
    remind_due()
    reminder = page.locator("[data-reminder]")
    expect(reminder).to_contain_text("还有 1 件")
    box, shown = page.locator("[data-composer]").bounding_box(), reminder.bounding_box()
    assert box is not None and shown is not None
    assert shown["y"] + shown["height"] <= box["y"]
    first = reminder.get_by_role("link")
    expect(first).to_contain_text("时间用掉百分之 50")
    first.click()
    page.wait_for_url("**/todo/*/")
    expect(page.locator("[data-one]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-row]").first).to_be_visible()
    expect(start).to_have_count(0)  # once a day
    assert ShiftStart.objects.filter(member=real_cast.mei, dismissed_at=None).count() == 0
    assert FollowUp.objects.filter(shop=real_cast.shop, state="open").count() == 3


def test_it_does_not_lie_over_the_one_that_somebody_came_for(
    windows: Windows, real_cast: Cast
) -> None:
    one = owed(real_cast.mei, "回电话", hours=0.02, money_fen=8_900)
    page = page_in(windows.member(real_cast.mei), f"/todo/{one.pk}/")
    expect(page.locator("[data-start]")).to_be_visible()
    start, card = (page.locator(name).bounding_box() for name in ("[data-start]", "[data-card]"))
    assert start is not None and card is not None
    assert start["x"] + start["width"] <= card["x"]
