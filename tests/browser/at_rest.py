"""A tab that is used again: between two pages it rests on an empty file of the same site.

A page in a process that already runs costs half of what it does in a new one: fonts, compiled
scripts and static files are there. Only within one test: browsers that were kept from test to
test made five tests of a run need their second try (docs/decisions/0050).
"""

from playwright.sync_api import BrowserContext, Page

QUIET = "/static/quiet.txt"
"""What a tab at rest shows: something of the same site, or its process would end."""

IN_MS = 5_000
FORGET = "localStorage.clear(); sessionStorage.clear()"


def tab_in(context: BrowserContext) -> Page:
    """The tab at rest, or a new one."""
    resting = (page for page in context.pages if page.url.endswith(QUIET))
    return next(resting, None) or context.new_page()


def at_rest(tab: Page) -> None:
    """What stood in it is gone, and with it what it had stored."""
    tab.goto(QUIET, timeout=IN_MS)
    tab.mouse.move(-9, -9)  # the next page would be told where the pointer was
    tab.evaluate(FORGET)
