"""Who must not see, and who may no longer."""

from playwright.sync_api import expect

from helpdesk.accounts.actions.membership import deactivate_member
from tests.browser.windows import Windows, desk_in, page_in
from tests.cast import Cast


def test_a_stranger_finds_no_such_page(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("小满的私事")
    windows.witness.allow("404")
    page = page_in(windows.member(real_cast.oleg), f"/desk/{thread.pk}/")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("小满的私事")
    page = page_in(windows.person(), "/chat/no-such-shop/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_stranger_sees_none_of_it_on_his_own_desk(windows: Windows, real_cast: Cast) -> None:
    real_cast.thread("小满的私事")
    desk = windows.desk(real_cast.oleg)
    expect(desk.rows).to_have_count(0)
    real_cast.thread("又一件私事")
    desk.page.wait_for_timeout(500)
    expect(desk.rows).to_have_count(0)


def test_a_removed_member_is_told_within_five_seconds(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("401")  # what the page was just fetching
    thread = real_cast.thread("在吗")
    desk = desk_in(windows.member(real_cast.mei), thread.pk)
    desk.shows("在吗")
    desk.box.fill("没写完")
    deactivate_member(actor=real_cast.lan.user, member=real_cast.mei)
    expect(desk.page.locator("[data-offline-what]")).to_contain_text(
        "不是这家店的成员", timeout=6000
    )
    expect(desk.box).to_have_value("没写完")
