"""Changing one's own password."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership, User
from helpdesk.realtime.parcel import Closing
from tests.accounts.conftest import NEW_PASSWORD
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Membership], Client]


def form(old: str = PASSWORD, new: str = NEW_PASSWORD, again: str = "") -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": again or new}


def is_in(browser: Client) -> bool:
    return browser.post("/preferences/", {"theme": "dark"}).status_code == 204


def test_this_session_goes_on_and_the_others_are_over(
    cast: Cast,
    signed_in: SignedIn,
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    here, elsewhere = signed_in(cast.mei), signed_in(cast.mei)
    key = here.session.session_key
    ends = here.session.get_expiry_date()
    with committing():
        answer = here.post("/password/", form())
    assert answer["Location"] == "/desk/"
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert here.session.session_key != key
    assert here.session.get_expiry_date() == ends
    user = User.objects.get(pk=cast.mei.user_id)
    assert user.check_password(NEW_PASSWORD)
    assert user.auth_version == 2
    assert AuditEntry.objects.get(verb="password.changed", shop=cast.shop)
    assert [
        (one.user_id, one.session_key, one.except_session_key, one.code) for one in closings
    ] == [
        (user.pk, None, key, 4401),
        (None, key, None, 1012),
    ]


def test_the_old_password_is_asked_for(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    answer = browser.post("/password/", form(old="wrong"))
    assert answer.status_code == 400
    assert "现在的密码不对" in answer.content.decode()
    assert User.objects.get(pk=cast.mei.user_id).auth_version == 1


def test_an_open_desk_is_no_place_to_guess_it(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    for _ in range(5):
        assert browser.post("/password/", form(old="wrong")).status_code == 400
    assert browser.post("/password/", form()).status_code == 429


def test_a_weak_or_mistyped_one_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    for bad in (form(new="12345678"), form(again="something-else-4")):
        answer = browser.post("/password/", bad)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert User.objects.get(pk=cast.mei.user_id).check_password(PASSWORD)


def test_nobody_is_sent_to_the_door(client: Client, db: None) -> None:
    assert client.get("/password/")["Location"] == "/sign-in/?next=/password/"
