"""Long English words on a phone: a title is not written over, a table is not cut into letters."""

from playwright.sync_api import expect

from tests.browser.test_language import english
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast
from tests.imports.conftest import import_of

OVER = """() => {
  const head = document.querySelector(".page-head");
  const [title, beside] = [head.querySelector("h1"), head.querySelector(".dim, .muted")];
  return title.scrollWidth > title.clientWidth + 1
    || beside.getBoundingClientRect().bottom > head.getBoundingClientRect().bottom;
}"""
NARROW = """() => [...document.querySelectorAll(".imports__table tbody :is(th, td)")]
  .filter((cell) => cell.innerText.trim() && cell.getBoundingClientRect().height > 48)
  .map((cell) => cell.innerText)"""


def test_titles_and_tables_are_read(windows: Windows, real_cast: Cast) -> None:
    member = english(windows.member(real_cast.lan, PHONE), windows.url)
    page = page_in(member, "/people/reception/")
    expect(page.get_by_role("heading", level=1)).to_have_text("People at work")
    assert not page.evaluate(OVER)
    page.goto("/scripts/guard/")
    assert (
        page.locator(".page-head h1").evaluate("it => getComputedStyle(it).overflowX") == "hidden"
    )
    import_of(real_cast.lan)
    page.goto("/imports/")
    expect(page.locator(".imports__table tbody tr")).to_have_count(1)
    assert page.evaluate(NARROW) == []
    expect(page.locator("#import-limits")).to_contain_text("columns. Exports")
