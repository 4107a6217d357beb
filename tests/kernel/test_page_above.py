"""An address that only takes what a form sends is no dead end for who opens it in a browser."""

import pytest
from django.test import Client

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/settings/tags/make/", "/settings/tags/"),
        ("/settings/tags/7/rename/", "/settings/tags/"),
        ("/settings/rule/", "/settings/"),
        ("/cases/registers/complaints/new/", "/cases/registers/complaints/"),
        ("/goods/skus/1/use/", "/goods/"),
        ("/preferences/", "/"),
    ],
)
def test_a_browser_comes_to_the_page_above(address: str, above: str) -> None:
    browser, here = Client(headers=PAGE), address
    while here != above:
        answer = browser.get(here)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
        here = answer.headers["Location"]
    assert browser.get(above).status_code == 302  # to the sign-in, as every page


@pytest.mark.django_db
def test_programs_still_hear_that_the_method_is_wrong() -> None:
    address = "/settings/rule/"
    assert Client().get(address).status_code == 405
    assert Client(headers={"Accept": "application/json, text/html"}).get(address).status_code == 405
    assert Client(headers=PAGE).put(address).status_code == 405
    assert Client(headers=PAGE).put("/api/v1/shop/").status_code in {401, 405}
