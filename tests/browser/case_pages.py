"""The pages of after-sales cases, for those who look at every page."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from aftersales.actions.approving import ask_approval
from aftersales.doer import staff_of
from aftersales.machine.words import Kind
from aftersales.models import Refund
from tests.aftersales.ordered import let_pass, opened, owed
from tests.browser.windows import page_in
from tests.cast import Cast


def case_list(member: BrowserContext, cast: Cast) -> Page:
    """One late, one that waits for approval, one chosen."""
    let_pass(opened(cast, words="袖口开线"))
    asked = opened(cast, amount_fen=9_000)
    ask_approval(doer=staff_of(cast.mei), case_id=asked.pk, reason="照片清楚")
    page = page_in(member, "/cases/")
    page.keyboard.press("j")
    return page


def one_case(member: BrowserContext, cast: Cast) -> Page:
    """With a question of somebody else's that this person may answer."""
    case = opened(cast, kind=Kind.RETURN, amount_fen=10_000, words="袖口开线")
    ask_approval(doer=staff_of(cast.mei), case_id=case.pk, reason="照片清楚")
    return page_in(member, f"/cases/{case.pk}/")


def refusing(member: BrowserContext, cast: Cast) -> Page:
    page = page_in(member, f"/cases/{opened(cast, amount_fen=9_000).pk}/")
    page.keyboard.press("r")
    expect(page.locator("[data-dialog=refuse]")).to_be_visible()
    return page


def approvals(member: BrowserContext, cast: Cast) -> Page:
    for asker in (cast.mei, cast.tom):
        case = opened(cast, amount_fen=9_000)
        ask_approval(doer=staff_of(asker), case_id=case.pk, reason="照片清楚")
    return page_in(member, "/cases/approvals/")


def cut_off(member: BrowserContext, cast: Cast) -> Page:
    """Its payment service was disconnected: the owner says what became of it."""
    case = owed(cast)
    Refund.objects.filter(case=case).update(state="sent", attempts=1, problem="MaxRetryError")
    page = page_in(member, f"/cases/{case.pk}/")
    page.get_by_role("button", name="查实退了").click()
    expect(page.locator("[data-dialog=found_paid]")).to_be_visible()
    return page


CASE_PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "cases": ("mei", case_list),
    "a case to decide": ("lan", one_case),
    "refusing a case": ("mei", refusing),
    "approvals": ("mei", approvals),
    "a refund that was cut off": ("lan", cut_off),
}
