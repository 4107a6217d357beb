"""Requests that no page of ours makes: an answer in words, never a 500."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.accounts.models import Membership
from tests.cast import PASSWORD, Cast, gather
from tests.kept import undone
from tests.strangers.let_in import browser_of, let_in
from tests.strangers.routes import Route, every_route

NUMBERS = re.compile(r"<int:\w+>")
NUMBERED = [route for route in every_route() if NUMBERS.search(route.written)]
WORDS = re.compile(r"<str:\w+>")
WORDED = [route for route in every_route() if WORDS.search(route.written)]
HUGE = ("0", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 400)


@pytest.fixture(scope="module")
def one_cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    with django_db_blocker.unblock(), undone():
        made = gather()
        let_in(made.lan)
        yield made


@pytest.fixture
def cast(one_cast: Cast) -> Iterator[Cast]:
    with undone():
        yield deepcopy(one_cast)


def signed_in(member: Membership) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(member.user)
    return browser


@pytest.mark.parametrize("route", NUMBERED, ids=lambda route: route.written)
@pytest.mark.parametrize("number", HUGE, ids=["zero", "2^31", "2^63-1", "2^63", "400 digits"])
def test_a_number_that_nobody_has_is_not_found(route: Route, number: str, cast: Cast) -> None:
    browser = browser_of(cast.lan, route)
    address = "/" + NUMBERS.sub(number, route.written)
    assert {browser.get(address).status_code, browser.post(address).status_code} <= {404, 405}


@pytest.mark.parametrize("route", WORDED, ids=lambda route: route.written)
@pytest.mark.parametrize("word", ["%00", "a%00b"])
def test_a_word_that_no_row_can_hold_is_not_found(route: Route, word: str, cast: Cast) -> None:
    browser = browser_of(cast.lan, route)
    address = "/" + WORDS.sub(word, NUMBERS.sub("1", route.written))
    for method in (browser.get, browser.post):
        assert 400 <= method(address).status_code < 500, address


@pytest.mark.parametrize("address", ["/nowhere/", "/desk/abc/", "/%00/", "/chat/小满/", "/desk//"])
def test_an_address_that_does_not_exist_is_not_found(address: str, cast: Cast) -> None:
    for browser in (Client(raise_request_exception=False), signed_in(cast.mei)):
        assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    "key", ["x", "x" * 5000, "../../etc/passwd", '"\\000aaaaaaaaaaaa"', "ключключключ"]
)
def test_a_session_cookie_that_we_never_made_is_nobody(key: str, db: None) -> None:
    browser = Client(raise_request_exception=False)
    header = f"{settings.SESSION_COOKIE_NAME}={key}".encode().decode("latin-1")
    answer = browser.get("/desk/", headers={"Cookie": header})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("token", ["x", "%00", "a:b:c", "🙂", "x" * 4000, "a%2Fb"])
def test_a_reset_link_that_we_never_made_opens_nothing(token: str, db: None) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(raise_request_exception=False), method)(f"/password/reset/{token}/")
        assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/desk/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "///evil.example",
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(wanted: str, cast: Cast) -> None:
    form = {"username": cast.mei.user.username, "password": PASSWORD, "next": wanted}
    answer = Client(raise_request_exception=False).post("/sign-in/", form)
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"


@pytest.mark.parametrize("mark", ["\x00", "\ud800", "𠮷" * 200, "a" * 100_000])
def test_nonsense_typed_at_the_door_is_answered(mark: str, db: None) -> None:
    body = "username=" + mark + "&password=" + mark
    browser = Client(raise_request_exception=False)
    answer = browser.generic(
        "POST",
        "/sign-in/",
        body.encode("utf-8", "surrogatepass"),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in {200, 400}
    assert settings.SESSION_COOKIE_NAME not in browser.cookies


def test_a_body_that_is_no_form_is_answered(cast: Cast) -> None:
    for address in ("/sign-in/", "/preferences/", "/language/", "/password/"):
        for kind in (
            "application/json",
            "multipart/form-data; boundary=x",
            "text/plain; charset=q",
        ):
            answer = signed_in(cast.mei).generic("POST", address, b"\xff\xfe{", content_type=kind)
            assert answer.status_code < 500, f"{address} {kind}"


def test_what_once_was_a_500_is_answered(cast: Cast) -> None:
    browser = signed_in(cast.lan)
    records = "/scripts/guard/records/"
    for address in (
        *("/scripts/?items=x", "/todo/?day=9999-12-31", "/todo/?day=0001-01-01"),
        *(f"{records}?until=9999-12-31", f"{records}?since=0001-01-01&until=0001-01-01"),
        *("/opening/automatic/?at=9999-12-31T23:59", "/opening/automatic/?at=0001-01-01"),
    ):
        assert browser.get(address).status_code == 200, address
    typed = {"title": "x", "body": "", "files": "\x00", "products": "9" * 5000, "from": "x"}
    assert browser.post("/scripts/new/", typed).status_code < 500


def test_a_session_that_names_meis_shop_does_not_open_it_to_oleg(cast: Cast) -> None:
    browser = signed_in(cast.oleg)
    session = browser.session
    session["shop_id"] = cast.shop.pk
    session.save()
    thread = cast.thread("只给自己人看")
    assert browser.get(f"/desk/{thread.pk}/").status_code == 404
    page = browser.get("/desk/").content.decode()
    assert cast.shop.slug not in page
    assert cast.other_shop.slug in page
