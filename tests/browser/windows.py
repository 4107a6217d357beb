"""Windows of people: a context is one person's browser, a page one tab of it."""

from typing import Any, Literal

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from helpdesk.accounts.models import Membership, Shop
from tests.browser.at_rest import at_rest, tab_in
from tests.browser.screens import Chat, Desk
from tests.browser.witness import Witness
from tests.live import session_cookie

WIDE = (1440, 900)
PHONE = (390, 844)
PATIENCE_MS = 30_000
"""What is on its way comes, on a busy machine too; what must be quick says so itself."""


TURNED = """async (it) => {
    const until = performance.now() + 30_000;
    while (!(%s)) {
        if (performance.now() > until) throw new Error(`not turned: ${it}`);
        await new Promise((over) => setTimeout(over, 1));
    }
}"""
"""Waits in the page, which sees it at once; nor does it wait for frames, of which a busy machine
draws none."""


class Windows:
    """Opens browsers at one address."""

    def __init__(self, browser: Browser, url: str, witness: Witness) -> None:
        self.browser = browser
        self.url = url
        self.witness = witness
        self._contexts: list[BrowserContext] = []

    def person(
        self, size: tuple[int, int] = WIDE, *, dark: bool = False, **more: Any
    ) -> BrowserContext:
        """A browser of its own, signed in nowhere."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.witness.watch(context)
        self._contexts.append(context)
        return context

    def member(
        self, member: Membership, size: tuple[int, int] = WIDE, **more: Any
    ) -> BrowserContext:
        """A browser with the member signed in."""
        context = self.person(size, **more)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session_cookie(member), "url": self.url}])
        return context

    def desk(
        self, member: Membership, conversation: int | None = None, *args: Any, **more: Any
    ) -> Desk:
        """A member's desk, open in one tab."""
        return desk_in(self.member(member, *args, **more), conversation)

    def chat(self, shop: Shop, *args: Any, **more: Any) -> Chat:
        """A new buyer's page."""
        return chat_in(self.person(*args, **more), shop)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def desk_in(context: BrowserContext, conversation: int | None = None) -> Desk:
    """A tab with the desk, ready."""
    desk = Desk(tab_in(context))
    desk.go(conversation)
    return desk


def chat_in(context: BrowserContext, shop: Shop) -> Chat:
    """A tab with the buyer's page, ready."""
    chat = Chat(tab_in(context))
    chat.go(shop.slug)
    return chat


def page_in(context: BrowserContext, path: str) -> Page:
    """A tab at this path."""
    page = tab_in(context)
    page.goto(path)
    return page


class Turning:
    """Turns a tab, and whatever page stands in it: light or dark, wide or in a phone's hands."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._wire = page.context.new_cdp_session(page)

    def size(self, size: tuple[int, int]) -> None:
        """A phone has fingers, too."""
        width, height = size
        phone = size == PHONE
        held = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self._wire.send("Emulation.setDeviceMetricsOverride", held)
        self._wire.send("Emulation.setTouchEmulationEnabled", {"enabled": phone})
        there = "innerWidth === it[0] && matchMedia('(pointer: coarse)').matches === it[1]"
        self.page.evaluate(TURNED % there, [width, phone])

    def theme(self, theme: Literal["light", "dark"]) -> None:
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        self.page.evaluate(TURNED % "document.documentElement.dataset.theme === it", theme)

    def rest(self) -> None:
        """Nothing stands in it, and it is wide, as the next page is to find it."""
        at_rest(self.page)
        self.size(WIDE)
