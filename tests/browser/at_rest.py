"""Browsers whose people have gone home, kept for the next.

A tab in a process that already runs opens a desk for half of what it costs in a new one: fonts,
compiled scripts and static files are there. Of the people before nothing is left: no page, no
cookie, nothing stored, no way back. Whatever else a test lays on a browser (scripts that come
first, listeners, routes, a clock, a size, permissions) ends that browser with the test, and so
does a test that fails.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.witness import Witness, watch

QUIET = "/static/quiet.txt"
"""What a tab at rest shows: something of the same site, or its process would end."""

IN_MS = 5_000
FORGET = "localStorage.clear(); sessionStorage.clear()"

LAID_ON_EITHER = [
    "add_init_script",
    "expose_binding",
    "expose_function",
    "on",
    "once",
    "route",
    "route_from_har",
    "route_web_socket",
    "set_default_navigation_timeout",
    "set_default_timeout",
    "set_extra_http_headers",
]
LAID_ON_A_PAGE = [*LAID_ON_EITHER, "add_locator_handler", "set_viewport_size"]
LAID_ON_A_BROWSER = [
    *LAID_ON_EITHER,
    "grant_permissions",
    "new_cdp_session",
    "set_geolocation",
    "set_offline",
]
CLOCK = ["install", "pause_at", "set_fixed_time", "set_system_time"]


class Kept:
    """A browser that may outlive its test."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.witness: Witness | None = None
        self._altered = self._turned = False
        watch(context, lambda: self.witness)
        context.on("page", self._opened)
        self._wiring = context.new_cdp_session
        self._noting("_altered", context, LAID_ON_A_BROWSER)
        self._noting("_altered", context.clock, CLOCK)

    def _opened(self, page: Page) -> None:
        self._noting("_altered", page, LAID_ON_A_PAGE)
        self._noting("_turned", page, ["emulate_media"])

    def _noting(self, what: str, laid_on: Any, names: list[str]) -> None:
        """From now on it is known whether somebody has called one of these."""
        for name in names:
            setattr(laid_on, name, self._noted(what, getattr(laid_on, name)))

    def _noted(self, what: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any, **more: Any) -> Any:
            setattr(self, what, True)
            return does(*args, **more)

        return noted

    def emptied(self) -> bool:
        """Left with one tab at rest and nothing of who was there; False where that cannot be."""
        if self._altered or not self.context.pages:
            return False
        tab, *others = self.context.pages
        try:
            for page in others:
                page.close()
            at_rest(tab)
            if self._turned:
                tab.emulate_media(color_scheme="null", reduced_motion="null")
                self._turned = False
            wire = self._wiring(tab)
            wire.send("Page.resetNavigationHistory")
            wire.detach()
        except PlaywrightError:
            return False
        return True


class Resting:
    """All of them, by browser and by how they were made."""

    def __init__(self) -> None:
        self._free: dict[Any, list[Kept]] = defaultdict(list)
        self._key: dict[Kept, Any] = {}

    def lend(self, key: Any, make: Callable[[], BrowserContext], witness: Witness) -> Kept:
        kept = self._free[key].pop() if self._free[key] else Kept(make())
        self._key[kept] = key
        kept.witness = witness
        kept.context.clear_cookies()
        return kept

    def take_back(self, kept: Kept, *, reusable: bool) -> None:
        if reusable and kept.emptied():
            kept.witness = None
            self._free[self._key[kept]].append(kept)
        else:
            kept.context.close()
            del self._key[kept]


def tab_in(context: BrowserContext) -> Page:
    """The tab at rest, or a new one."""
    resting = (page for page in context.pages if page.url.endswith(QUIET))
    return next(resting, None) or context.new_page()


def at_rest(tab: Page) -> None:
    """What stood in it is gone, and with it what it had stored."""
    tab.goto(QUIET, timeout=IN_MS)
    tab.mouse.move(-9, -9)  # the next page would be told where the pointer was
    tab.evaluate(FORGET)
