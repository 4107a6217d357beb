"""The pages of what the shop knows, for those who look at every page."""

import io
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from scripts_library.knowledge.actions.importing import keep_knowledge_table
from scripts_library.knowledge.models import Sheet
from tests.browser.windows import desk_in, page_in
from tests.cast import Cast
from tests.knowledge.some import FACTS, sheet, some_product, stocked

Open = Callable[[BrowserContext, Cast], Page]


def known(cast: Cast) -> str:
    """Everything of one product, and a proposal that waits; the address of its page."""
    product = some_product(cast)
    facts = Sheet.objects.filter(shop=cast.shop, product=product, kind="facts").first()
    if facts is None:
        stocked(cast)
        facts = Sheet.objects.get(shop=cast.shop, product=product, kind="facts")
        sheet(cast.mei, "facts", product, {**FACTS, "weight_g": "640"}, seen=facts.edits)
    return f"/scripts/knowledge/{product.pk}/"


def product_page(member: BrowserContext, cast: Cast) -> Page:
    page = page_in(member, known(cast))
    for each in page.locator(".know__edit > summary").all():
        each.click()
    return page


def category_page(member: BrowserContext, cast: Cast) -> Page:
    known(cast)
    page = page_in(member, "/scripts/knowledge/category/?kind=卫衣")
    page.locator(".know__edit > summary").first.click()
    return page


def listed(path: str) -> Open:
    def make(member: BrowserContext, cast: Cast) -> Page:
        known(cast)
        return page_in(member, path)

    return make


def tried(member: BrowserContext, cast: Cast) -> Page:
    """A table with a row of each sort."""
    known(cast)
    rows = "商品,材质\n棉朵卫衣,亚麻\n没有的,棉\n".encode()
    table = keep_knowledge_table(actor=cast.lan, file=io.BytesIO(rows), name="t.csv")
    return page_in(member, f"/scripts/knowledge/import/{table.pk}/")


def beside(member: BrowserContext, cast: Cast) -> Page:
    known(cast)
    desk = desk_in(member, cast.thread("棉朵卫衣会掉毛吗，165 110 斤").pk)
    part = desk.page.locator("[data-knowledge]")
    expect(part).to_be_visible()
    part.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    return desk.page


KNOWLEDGE_PAGES: dict[str, tuple[str, Open]] = {
    "knowledge": ("mei", listed("/scripts/knowledge/")),
    "knowledge of categories": ("lan", listed("/scripts/knowledge/categories/")),
    "knowledge of a product": ("lan", product_page),
    "knowledge of a product for an agent": ("mei", product_page),
    "knowledge of a category": ("lan", category_page),
    "tables of knowledge": ("lan", listed("/scripts/knowledge/import/")),
    "a table of knowledge": ("lan", tried),
    "knowledge beside a chat": ("mei", beside),
}
