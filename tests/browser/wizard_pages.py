"""The pages on which a case is opened, for those who look at every page."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from helpdesk.commerce.models import Order
from scripts_library.actions.starting import load_starter
from tests.aftersales.ordered import ordered
from tests.browser.windows import page_in
from tests.cast import Cast
from tests.files.sent import sent_file


def sewn(cast: Cast) -> tuple[Order, int]:
    """A buyer who shows what is wrong with an order, and the number of their chat."""
    load_starter(actor=cast.qin, languages=["zh"])
    thread = cast.thread("右袖口开线了")
    order = ordered(cast)
    Order.objects.filter(pk=order.pk).update(buyer=thread.buyer)
    sent_file(thread, name="袖口.png")
    return order, thread.pk


def wizard(member: BrowserContext, cast: Cast) -> Page:
    """All five steps, a sum above the limit, and one that cannot be."""
    order, _thread = sewn(cast)
    page = page_in(member, f"/cases/new/?order={order.pk}")
    page.get_by_role("checkbox", name="云感连帽卫衣").check()
    page.get_by_role("radio", name="B 质量").check()
    page.get_by_role("radio", name="退货退款").check()
    page.get_by_role("textbox", name="退给买家多少").fill("0.005")
    page.get_by_role("textbox", name="退给买家多少").press("Tab")
    expect(page.locator("#wiz-amount-says")).to_contain_text("要精确到分")
    return page


def return_address(member: BrowserContext, cast: Cast) -> Page:
    return page_in(member, "/settings/return-address/")


WIZARD_PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "wizard": ("mei", wizard),
    "return address": ("lan", return_address),
}
