"""The buyer's page and the token that it asks for."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from conversations.models import Conversation
from conversations.visitor import read_token
from helpdesk.accounts.models import Shop
from helpdesk.commerce.models import Buyer
from helpdesk.joined_pages import static_storage
from tests.budgets import questions
from tests.cast import Cast


def page_of(shop: Shop, **cookies: str) -> str:
    browser = Client()
    browser.cookies.load(cookies)
    answer = browser.get(f"/chat/{shop.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_is_the_shops_and_asks_two_questions(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(questions("buyer's page")):
        page = page_of(cast.shop)
    assert "小满" in page
    assert f'"slug": "{cast.shop.slug}"' in page


def test_looking_at_the_page_and_taking_a_token_store_nothing(cast: Cast) -> None:
    page_of(cast.shop)
    answer = Client(enforce_csrf_checks=True).post(f"/chat/{cast.shop.slug}/visitor/")
    assert answer.status_code == 200
    visitor = read_token(answer.json()["token"], cast.shop.pk)
    assert len(visitor.key) >= 20
    assert not answer.cookies
    assert not Buyer.objects.filter(shop=cast.shop).exists()
    assert not Conversation.objects.filter(shop=cast.shop).exists()


def test_each_visitor_is_somebody_else(cast: Cast) -> None:
    address = f"/chat/{cast.shop.slug}/visitor/"
    browser = Client(REMOTE_ADDR="198.51.100.9")
    tokens = {browser.post(address).json()["token"] for _ in range(20)}
    assert len(tokens) == 20


def test_an_unknown_shop_is_not_found_by_page_and_by_script(db: None) -> None:
    assert Client().get("/chat/no-such-shop/").status_code == 404
    answer = Client().post("/chat/no-such-shop/visitor/")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_a_token_is_only_given_by_post(cast: Cast, method: str) -> None:
    answer = getattr(Client(), method)(f"/chat/{cast.shop.slug}/visitor/")
    assert answer.status_code == 405


def test_a_shop_name_is_never_markup(cast: Cast) -> None:
    name = "</script><script>alert(1)</script>"
    Shop.objects.filter(pk=cast.shop.pk).update(name=name)
    assert "<script>alert" not in page_of(cast.shop)


@pytest.mark.parametrize(("language", "words"), [("en", 'lang="en"'), ("zh-hans", "zh-Hans")])
def test_the_page_speaks_the_readers_language(cast: Cast, language: str, words: str) -> None:
    page = page_of(cast.shop, **{settings.LANGUAGE_COOKIE_NAME: language})
    assert f"<html {words}" in page or f'<html lang="{words}"' in page


def test_a_browser_set_to_english_still_reads_chinese(cast: Cast) -> None:
    answer = Client().get(f"/chat/{cast.shop.slug}/", headers={"Accept-Language": "en-GB,en"})
    assert answer["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in answer.content.decode()


def test_every_file_that_the_page_names_exists(cast: Cast, settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": static_storage(debug=True)}
    page = page_of(cast.shop) + page_of(cast.shop, **{settings.LANGUAGE_COOKIE_NAME: "en"})
    named = set(re.findall(rf'(?:src|href)="{settings.STATIC_URL}([^"#?]+)', page))
    assert len(named) >= 5
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_the_page_needs_no_session_and_names_no_one_of_the_shop(cast: Cast) -> None:
    cast.thread("别人的话")
    page = page_of(cast.shop)
    assert "别人的话" not in page
    for member in (cast.lan, cast.mei):
        assert member.user.username not in page
    assert settings.SESSION_COOKIE_NAME not in Client().get(f"/chat/{cast.shop.slug}/").cookies
