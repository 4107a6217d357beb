"""Does the layout hold: nothing wider than the window, nothing cut, nothing too small to touch."""

from playwright.sync_api import Page

from tests.browser.scripts import script

WIDER = script("too_wide.js")
SMALL = script("too_small.js")
MAIN = (
    "textarea, .input, .form-field input, .btn--primary, #send, .rail__link, [role=tab],"
    " .row__link, [data-back], [data-take], [data-finish], [data-toggle-context], .msg__more,"
    " .more, .chat-language button, .people__act button, .me-menu__item, #strip-retry"
)
"""What is pressed again and again; links within a sentence are not among them."""


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, or scrolls sideways."""
    return list(page.evaluate(WIDER))


def too_small(page: Page, least: int = 44) -> list[str]:
    """Main controls that a thumb would miss, with all the room they answer to."""
    return list(page.evaluate(SMALL, {"names": MAIN, "least": least}))
