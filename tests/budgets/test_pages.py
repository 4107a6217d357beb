"""What each hot page asks of Postgres, where no test beside the page already holds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.actions.sessions import finish_session
from helpdesk.commerce.models import Product
from tests.budgets import TABLE, questions
from tests.cast import Cast, agent, send
from tests.conversations.test_panel import browser_of
from tests.imports.conftest import import_of

PAGES = {
    "floor page": "/floor/",
    "floor refreshed": "/floor/now/",
    "goods": "/goods/",
    "imports": "/imports/",
    "couriers": "/couriers/",
    "people": "/people/",
    "webhooks": "/settings/webhooks/",
    "reception": "/people/reception/",
}


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Several of everything, so that a question for each row would be seen."""
    for number in range(3):
        thread = cast.thread(f"有货吗 {number}")
        send(agent(cast.mei), thread, "有的")
    finish_session(actor=agent(cast.mei), conversation_id=thread.pk)
    cast.thread("没人理我")
    for number in range(4):
        Product.objects.create(shop=cast.shop, name=f"卫衣 {number}", kind="x", price_fen=100)
        import_of(cast.qin)
    return cast


def test_each_page_asks_what_the_table_says(busy: Cast) -> None:
    browser = browser_of(busy.lan)
    asked = {}
    for name, address in PAGES.items():
        browser.get(address)  # what is remembered between requests is not the page's
        with CaptureQueriesContext(connection) as statements:
            assert browser.get(address).status_code == 200, address
        asked[name] = len(statements)
    assert asked == {name: questions(name) for name in PAGES}


def test_no_page_asks_more_than_twenty_questions() -> None:
    pages = {name: row["most"] for name, row in TABLE["questions"].items() if row["of"] == "page"}
    over = {name for name, most in pages.items() if most > 20}
    assert over == {"panel with orders", "signing in"}, "these two have their reasons; no third"
