"""The pages of follow-ups, for those who look at every page."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from helpdesk.followups.actions.duties import lay_starters
from helpdesk.followups.chaining import Step
from tests.browser.windows import desk_in, page_in
from tests.cast import Cast
from tests.followups.scene import age, owed


def radar(member: BrowserContext, cast: Cast) -> Page:
    """All steps of time, one chosen, one open beside."""
    steps = [Step("noted", "答复买家", 30)]
    rows = [owed(cast.mei, f"第 {number} 件", money_fen=number * 900) for number in range(4)]
    for row, hours in zip(rows, (0, 6, 8.5, 11), strict=True):
        age([row], hours)
    one = owed(cast.mei, "问仓库", hours=3, because="买家说是空包裹", next_steps=steps)
    page = page_in(member, f"/todo/{one.pk}/")
    page.locator("[data-pick]").first.evaluate("(one) => one.click()")  # a phone shows it below
    return page


def board(member: BrowserContext, cast: Cast) -> Page:
    owed(cast.mei, "回电话", hours=1, money_fen=26800)
    return page_in(member, "/todo/?view=board")


def asking(member: BrowserContext, cast: Cast) -> Page:
    owed(cast.mei, "回电话", hours=1)
    page = page_in(member, "/todo/?whose=mine")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator("[data-dialog=postpone]")).to_be_visible()
    return page


def duties(member: BrowserContext, cast: Cast) -> Page:
    lay_starters(actor=cast.lan)
    return page_in(member, "/todo/duties/")


def duty_form(member: BrowserContext, cast: Cast) -> Page:
    page = page_in(member, "/todo/duties/new/")
    page.get_by_label("多久一次").select_option("week")
    expect(page.locator("[data-rhythm-said]")).to_contain_text("每周一 18:00")
    return page


def owed_chat(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("到哪了")
    owed(cast.mei, "给准信", hours=1, conversation=thread.pk, kind="promise")
    desk = desk_in(member, thread.pk)
    expect(desk.page.locator("[data-owed]")).to_contain_text("给准信")
    return desk.page


TODO_PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "radar": ("mei", radar),
    "board of the radar": ("mei", board),
    "putting off": ("mei", asking),
    "duties": ("lan", duties),
    "form of a duty": ("lan", duty_form),
    "chat with something owed": ("mei", owed_chat),
}
