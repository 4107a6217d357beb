"""Signing in, by the form and by the dialog of an expired sign-in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import AuditEntry, User
from tests.accounts.conftest import form_of
from tests.cast import PASSWORD, Cast

JSON = {"Accept": "application/json"}


def test_the_page_asks_the_database_nothing(
    client: Client, db: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/sign-in/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_the_right_password_opens_the_desk(client: Client, cast: Cast) -> None:
    answer = client.post("/sign-in/", form_of(cast.mei))
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"
    assert client.session["shop_id"] == cast.shop.pk
    entry = AuditEntry.objects.get(verb="sign_in.succeeded", shop=cast.shop)
    assert (entry.shop_id, entry.actor_id) == (cast.shop.pk, cast.mei.user_id)


def test_the_name_counts_whatever_its_case(client: Client, cast: Cast) -> None:
    answer = client.post(
        "/sign-in/", {"username": f" {cast.mei.user.username.upper()} ", "password": PASSWORD}
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("{mei}", "wrong"),
        ("nobody-of-that-name", PASSWORD),
        ("{mei}", PASSWORD.upper()),
        ("{tom}", PASSWORD),
    ],
)
def test_wrong_name_wrong_password_and_a_closed_account_read_the_same(
    client: Client, cast: Cast, username: str, password: str
) -> None:
    User.objects.filter(pk=cast.tom.user_id).update(is_active=False)
    username = username.format(mei=cast.mei.user.username, tom=cast.tom.user.username)
    form = {"username": username, "password": password}
    answer = client.post("/sign-in/", form, headers=JSON)
    assert answer.status_code == 200  # a browser logs anything else as a failure
    error = answer.json()["error"]
    assert error["code"] == "sign_in_failed"
    assert error["message"] == "用户名或密码不对。"
    assert error["action"]
    assert "_auth_user_id" not in client.session


def test_the_page_says_it_in_words(client: Client, cast: Cast) -> None:
    answer = client.post("/sign-in/", form_of(cast.mei, "wrong"))
    assert answer.status_code == 200
    assert "用户名或密码不对。" in answer.content.decode()


def test_json_answers_ok(client: Client, cast: Cast) -> None:
    answer = client.post("/sign-in/", form_of(cast.mei), headers=JSON)
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert client.session["_auth_user_id"] == str(cast.mei.user_id)


def test_an_empty_form_is_not_counted(client: Client, cast: Cast) -> None:
    for _ in range(6):
        assert client.post("/sign-in/", {"username": cast.mei.user.username}).status_code == 400
        told = client.post("/sign-in/", {"username": cast.mei.user.username}, headers=JSON)
        assert told.json()["error"]["code"] == "sign_in_failed"
    assert client.post("/sign-in/", form_of(cast.mei)).status_code == 302


@pytest.mark.parametrize("wanted", ["/people/", "/desk/7/?a=b"])
def test_next_leads_to_a_page_of_ours(client: Client, cast: Cast, wanted: str) -> None:
    form = form_of(cast.mei, next=wanted)
    assert client.post("/sign-in/", form)["Location"] == wanted


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "desk"],
)
def test_next_leads_nowhere_else(client: Client, cast: Cast, wanted: str) -> None:
    form = form_of(cast.mei, next=wanted)
    assert client.post("/sign-in/", form)["Location"] == "/desk/"


def test_who_is_in_already_goes_on(cast: Cast, signed_in: Callable[[Any], Client]) -> None:
    answer = signed_in(cast.mei).get("/sign-in/?next=/people/")
    assert answer["Location"] == "/people/"


def test_the_session_key_is_a_new_one(client: Client, cast: Cast) -> None:
    client.session.save()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.post("/sign-in/", form_of(cast.mei))
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_session_ends_after_the_hours_of_the_policy_and_no_use_postpones_it(
    client: Client, cast: Cast
) -> None:
    set_policy(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        name="sign_in.session_hours",
        value=3,
        source="店里定的",
    )
    client.post("/sign-in/", form_of(cast.mei))
    ends = Session.objects.get(session_key=client.session.session_key).expire_date
    assert abs(ends - timezone.now() - timedelta(hours=3)) < timedelta(seconds=10)
    session = client.session
    session["touched"] = True
    session.save()
    assert Session.objects.get(session_key=session.session_key).expire_date == ends


def test_the_chosen_language_follows_the_person(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.mei.user_id).update(language="en")
    answer = client.post("/sign-in/", form_of(cast.mei))
    assert answer.cookies["django_language"].value == "en"
