"""The widget on a shop's page, as a person and a screen reader find it.

Its shadow root is closed on purpose, so the browser is told to open it before the page loads.
"""

from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from conversations.actions.fitting_widget import allow_origin
from helpdesk.accounts.models import Shop
from tests.browser.screens import BOX
from tests.cast import Cast

OPEN_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  window.wasClosed = how.mode === "closed";
  return attach.call(this, { ...how, mode: "open" });
};
"""


def snippet(url: str, shop: Shop, **data: str) -> str:
    """What the settings page gives."""
    named = "".join(f' data-{name.replace("_", "-")}="{value}"' for name, value in data.items())
    return f'<script src="{url}/widget.js" data-shop="{shop.slug}"{named} async></script>'


def let_in(cast: Cast, origin: str) -> None:
    allow_origin(actor=cast.lan.user, shop_id=cast.shop.pk, typed=origin)


class Widget:
    """One tab of the shop's website."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.add_init_script(OPEN_ROOTS)
        self.page.goto(address)
        self.button: Locator = self.page.locator("button.launch")
        self.panel: Locator = self.page.locator("#panel.panel")
        self.badge: Locator = self.page.locator(".badge")

    @property
    def frame(self) -> Frame:
        expect(self.page.locator("#panel iframe")).to_have_count(1)
        element = self.page.locator("#panel iframe").element_handle()
        assert element is not None
        frame = element.content_frame()
        assert frame is not None
        return frame

    @property
    def box(self) -> Locator:
        return self.frame.get_by_role("textbox", name=BOX)

    def open(self) -> None:
        self.button.click()
        expect(self.button).to_have_attribute("aria-expanded", "true")

    def say(self, words: str) -> None:
        expect(self.frame.locator("#line-dot")).to_have_attribute(
            "data-line", "open", timeout=10_000
        )
        self.box.fill(words)
        self.box.press("Enter")
        self.shows(words)
        bubble = self.frame.locator("li.own").filter(has_text=words)
        expect(bubble.locator("[data-slot=state]")).to_contain_text("已", timeout=10_000)

    def shows(self, words: str) -> None:
        expect(self.frame.locator("#entries").get_by_text(words, exact=True)).to_have_count(1)
