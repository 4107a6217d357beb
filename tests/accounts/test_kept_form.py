"""A form that is sent after the sign-in has ended: nothing that was typed is lost."""

import re
from html import unescape
from urllib.parse import urlencode

from django.test import Client

from helpdesk.accounts.models import Membership
from scripts_library.models import Script
from tests.accounts.conftest import form_of
from tests.cast import Cast

NEW = "/scripts/new/"
TYPED = {
    "title": "催发货",
    "body": "亲，今天 18:00 前发出\n<b>单号</b>明天能查",
    "scope": "own",
    "tags": ["a", "b"],
}


def hidden(page: str) -> list[tuple[str, str]]:
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return [(name, unescape(value)) for name, value in fields]


def sent(browser: Client, address: str, fields: list[tuple[str, str]]) -> object:
    told: dict[str, list[str]] = {}
    for name, value in fields:
        told.setdefault(name, []).append(value)
    return browser.post(address, told)


def at_the_door(browser: Client, address: str, typed: dict[str, object]) -> str:
    answer = browser.post(
        address,
        urlencoded(typed),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 401 and "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def urlencoded(typed: dict[str, object]) -> str:
    return urlencode(typed, doseq=True)


def test_words_go_through_the_door_and_are_sent_again(client: Client, cast: Cast) -> None:
    page = at_the_door(client, NEW, TYPED)
    assert "写的都还在" in page
    wrong = client.post("/sign-in/", {**dict(hidden(page)), **form_of(cast.mei), "password": "x"})
    again = wrong.content.decode()
    assert dict(hidden(again))["kept"] == dict(hidden(page))["kept"]  # a slip costs nothing
    answer = client.post("/sign-in/", {**dict(hidden(again)), **form_of(cast.mei)})
    offered = answer.content.decode()
    assert answer.status_code == 200 and f'action="{NEW}"' in offered and "催发货" in offered
    assert "&lt;b&gt;单号" in offered and "<b>单号" not in offered
    fields = [one for one in hidden(offered) if one[0] != "csrfmiddlewaretoken"]
    assert [value for name, value in fields if name == "tags"] == ["a", "b"]
    assert dict(fields)["body"] == TYPED["body"]
    assert not Script.objects.filter(shop=cast.shop).exists()  # nobody has said yes
    sent(client, NEW, fields)
    assert Script.objects.filter(shop=cast.shop).exists()


def test_what_may_not_lie_about_and_what_is_empty_only_asks_who_it_is(
    client: Client, cast: Cast
) -> None:
    forms: list[dict[str, object]] = [{}, {"csrfmiddlewaretoken": "x"}]
    forms += [{"old_password": "geheim", "words": "x"}, {"words": "长" * 200_001}]
    for typed in forms:
        body = urlencoded(typed)
        answer = client.post(NEW, body, content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    told = client.post(NEW, {"title": "x"}, headers={"Accept": "application/json"})
    assert told.status_code == 401 and told.json()["error"]["code"] == "sign_in_required"


def test_no_other_site_is_ever_sent_to(client: Client, cast: Cast) -> None:
    for address in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"):
        form = {**form_of(cast.mei), "kept_for": address, "kept": "a=b"}
        answer = Client().post("/sign-in/", form)
        assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_who_signs_in_to_a_kept_form_may_do_no_more_than_before(cast: Cast) -> None:
    member: Membership = cast.mei
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/sign-in/").content.decode()
    token = dict(hidden(page))["csrfmiddlewaretoken"]
    form = {**form_of(member), "kept_for": "/settings/shop/", "kept": "name=别的店"}
    offered = browser.post("/sign-in/", {**form, "csrfmiddlewaretoken": token}).content.decode()
    fields = dict(hidden(offered))
    assert browser.post("/settings/shop/", {"name": "别的店"}).status_code == 403  # without a token
    answer = browser.post("/settings/shop/", fields)
    cast.shop.refresh_from_db()
    assert answer.status_code == 403 and cast.shop.name == "小满"
