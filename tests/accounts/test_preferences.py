"""Send key, theme and language."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.models import Membership, User
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]


def test_each_is_remembered_alone(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    assert browser.post("/preferences/", {"send_key": "ctrl_enter"}).status_code == 204
    assert browser.post("/preferences/", {"theme": "dark"}).status_code == 204
    assert browser.post("/preferences/", {"list_order": "time"}).status_code == 204
    user = User.objects.get(pk=cast.mei.user_id)
    assert (user.send_key, user.theme, user.list_order) == ("ctrl_enter", "dark", "time")
    assert User.objects.get(pk=cast.tom.user_id).theme == "auto"


@pytest.mark.parametrize("form", [{"theme": "pink"}, {"send_key": "space"}, {"list_order": "name"}])
def test_what_does_not_exist_is_refused(
    cast: Cast, signed_in: SignedIn, form: dict[str, str]
) -> None:
    answer = signed_in(cast.mei).post("/preferences/", form, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "preference_unknown")


def test_nobody_has_none(client: Client, db: None) -> None:
    answer = client.post("/preferences/", {"theme": "dark"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in_required")


def test_the_language_is_a_cookie_and_remembered(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    answer = browser.post("/language/", {"language": "en", "next": "/desk/"})
    assert answer["Location"] == "/desk/"
    assert browser.cookies["django_language"].value == "en"
    assert User.objects.get(pk=cast.mei.user_id).language == "en"


def test_a_passer_by_gets_the_cookie_alone(client: Client, db: None) -> None:
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert client.cookies["django_language"].value == "en"


def test_a_language_that_we_do_not_speak_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    browser.post("/language/", {"language": "xx", "next": "https://evil.example/"})
    assert "django_language" not in browser.cookies
    assert User.objects.get(pk=cast.mei.user_id).language == ""
