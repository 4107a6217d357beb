"""A list that keeps itself fresh, sent elsewhere: a late answer is of the place before."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.aftersales.ordered import opened
from tests.browser.windows import Windows, page_in
from tests.cast import Cast
from tests.followups.scene import owed


def elsewhere_in_cases(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("没有这个人")
    page.keyboard.press("Enter")


def elsewhere_in_todo(page: Page) -> None:
    page.locator("[data-go][href*='day=late']").first.click()


@pytest.mark.parametrize(
    ("start", "now", "news", "go"),
    [
        ("/cases/", "/cases/now/", lambda cast: opened(cast), elsewhere_in_cases),
        (
            "/todo/?whose=mine",
            "/todo/now/",
            lambda cast: owed(cast.mei, "回电话", hours=20),
            elsewhere_in_todo,
        ),
    ],
)
def test_the_list_stays_where_one_went(
    windows: Windows,
    real_cast: Cast,
    start: str,
    now: str,
    news: Callable[[Cast], object],
    go: Callable[[Page], None],
) -> None:
    news(real_cast)
    page = page_in(windows.member(real_cast.mei), start)
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(1)
    page.wait_for_load_state("networkidle")
    held: list[Route] = []
    asked = re.compile(re.escape(now) + r"(\?whose=mine)?$")
    page.route(asked, lambda route: route.continue_() if held else held.append(route))
    news(real_cast)
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    go(page)
    expect(page).to_have_url(re.compile("q=|day=late"))
    expect(rows).to_have_count(0)
    with page.expect_response(asked):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(rows).to_have_count(0)
