"""The pages of the door through which the words of a late form go, as axe looks at them."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.windows import page_in
from tests.cast import PASSWORD, Cast

LATE = """([address, body]) => {
    const form = document.querySelector("form").cloneNode(false);
    form.action = address;
    for (const [name, value] of Object.entries(body)) {
        const field = document.createElement("input");
        Object.assign(field, { name, value });
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""
"""Sends a form that nobody is signed in for, with the token of the page."""


def words_at_the_door(person: BrowserContext, cast: Cast) -> Page:
    page = page_in(person, "/sign-in/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    body = {"csrfmiddlewaretoken": token, "title": "催发货", "body": "亲，今天 18:00 前发出"}
    page.evaluate(LATE, ["/scripts/new/", body])
    expect(page.locator("[name=kept]")).to_be_attached()
    return page


def words_offered_again(person: BrowserContext, cast: Cast) -> Page:
    page = words_at_the_door(person, cast)
    page.locator("[name=username]").fill(cast.mei.user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="接着提交")).to_be_focused()
    person.clear_cookies()  # the next page is nobody's again
    return page


DOOR_PAGES = {
    "door with words": ("nobody", words_at_the_door),
    "words offered again": ("nobody", words_offered_again),
}
