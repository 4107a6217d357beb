"""What was typed and not sent: one draft a chat and a person, through whatever happens."""

from playwright.sync_api import Page, expect

from tests.browser.at_rest import tab_in
from tests.browser.screens import Desk
from tests.browser.windows import Windows
from tests.cast import PASSWORD, Cast
from tests.conversations.crowd import crowd

HALF = "写了一半的话"


def signed_in(page: Page, username: str, conversation: int) -> Desk:
    desk = Desk(page)
    page.goto(f"/desk/{conversation}/")
    desk.sign_in(username, PASSWORD)
    desk.ready()
    expect(desk.log).to_be_visible()
    return desk


def sign_out(windows: Windows, desk: Desk) -> None:
    windows.witness.allow("401")  # of what the page was just asking for
    desk.page.locator(".rail__me").click()
    desk.page.get_by_role("button", name="退出", exact=True).click()
    expect(desk.page.get_by_label("用户名", exact=True)).to_be_visible()


def test_a_draft_outlives_switching_reload_and_signing_in_again_and_is_its_writers_alone(
    windows: Windows, real_cast: Cast
) -> None:
    first = real_cast.thread("甲来了")
    real_cast.thread("乙来了")
    page = tab_in(windows.person())
    mei, tom = (member.user.username for member in (real_cast.mei, real_cast.tom))
    desk = signed_in(page, mei, first.pk)
    desk.box.press_sequentially(HALF)
    desk.open("乙来了")
    expect(desk.box).to_have_value("")
    desk.box.press_sequentially("给乙的")
    page.reload()
    expect(desk.box).to_have_value("给乙的")
    desk.open("甲来了")
    expect(desk.box).to_have_value(HALF)
    sign_out(windows, desk)
    desk = signed_in(page, tom, first.pk)
    desk.shows("甲来了")
    expect(desk.box).to_have_value("")
    desk.open("乙来了")
    expect(desk.box).to_have_value("")
    assert HALF not in page.content()
    sign_out(windows, desk)
    desk = signed_in(page, mei, first.pk)
    expect(desk.box).to_have_value(HALF)
    desk.open("乙来了")
    expect(desk.box).to_have_value("给乙的")


def test_of_many_chats_walked_through_by_key_each_keeps_its_own(
    windows: Windows, real_cast: Cast
) -> None:
    crowd(shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=12)
    page = windows.desk(real_cast.qin).page
    desk = Desk(page)
    written: dict[str, str] = {}
    for turn in range(6):
        page.keyboard.press("j")
        page.wait_for_url("**/desk/*/")
        if desk.box.is_visible():
            desk.box.fill(f"第 {turn} 份")
            written[page.url] = f"第 {turn} 份"
            page.keyboard.press("Escape")
    assert len(written) > 2
    for url, words in written.items():
        page.goto(url)
        expect(desk.box).to_have_value(words)
