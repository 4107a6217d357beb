"""Setting a new password by a one-time link."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.mail import reset_path
from helpdesk.accounts.models import AuditEntry, Membership, ResetLink, User
from helpdesk.accounts.reset_token import token_of
from helpdesk.realtime.parcel import Closing
from tests.accounts.conftest import NEW_PASSWORD, Clock, form_of
from tests.cast import Cast

FORM = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}


def path_for(cast: Cast) -> str:
    return reset_path(issue_reset_link(actor=cast.lan.user, member=cast.mei))


def test_it_sets_the_password_and_ends_every_session(
    client: Client,
    cast: Cast,
    signed_in: Callable[[Membership], Client],
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    old = signed_in(cast.mei)
    path = path_for(cast)
    assert "小梅" in client.get(path).content.decode()
    with committing():
        assert client.post(path, FORM)["Location"] == "/sign-in/"
    user = User.objects.get(pk=cast.mei.user_id)
    assert user.check_password(NEW_PASSWORD)
    assert user.auth_version == 2
    assert old.post("/preferences/", {"theme": "dark"}).status_code == 302
    assert [(one.user_id, one.code) for one in closings] == [(user.pk, 4401)]
    assert AuditEntry.objects.get(verb="password.reset", shop=cast.shop)


def test_it_works_once(client: Client, cast: Cast) -> None:
    path = path_for(cast)
    client.post(path, FORM)
    for answer in (client.get(path), client.post(path, FORM)):
        assert (answer.status_code, answer.context["problem"]) == (410, "used")
    assert User.objects.get(pk=cast.mei.user_id).auth_version == 2


def test_it_lasts_a_day(client: Client, cast: Cast, time: Clock) -> None:
    path = path_for(cast)
    time.forward(hours=23, minutes=59)
    assert client.get(path).status_code == 200
    time.forward(minutes=1)
    assert client.get(path).context["problem"] == "expired"
    assert client.post(path, FORM).context["problem"] == "expired"
    assert User.objects.get(pk=cast.mei.user_id).auth_version == 1


def test_a_newer_link_voids_the_older(client: Client, cast: Cast) -> None:
    older, newer = path_for(cast), path_for(cast)
    assert client.get(older).context["problem"] == "expired"
    assert client.get(newer).status_code == 200


def test_a_member_put_out_keeps_no_way_in(client: Client, cast: Cast) -> None:
    path = path_for(cast)
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    assert client.get(path).context["problem"] == "expired"


@pytest.mark.parametrize("broken", ["nonsense", "a:b:c", "{nonce}", "{token}x", "x{token}"])
def test_a_token_that_we_did_not_sign_opens_nothing(
    client: Client, cast: Cast, broken: str
) -> None:
    nonce = issue_reset_link(actor=cast.lan.user, member=cast.mei).nonce
    token = broken.format(nonce=nonce, token=token_of(nonce))
    answer = client.get(f"/password/reset/{token}/")
    assert (answer.status_code, answer.context["problem"]) == (410, "invalid")


def test_the_token_is_stored_nowhere_and_counts_nothing(cast: Cast) -> None:
    link = issue_reset_link(actor=cast.lan.user, member=cast.mei)
    token = token_of(link.nonce)
    kept = ResetLink.objects.filter(pk=link.pk).values().get()
    assert token not in map(str, kept.values())
    assert token not in str(AuditEntry.objects.values_list("data", flat=True))


def test_a_weak_password_keeps_the_link_open(client: Client, cast: Cast) -> None:
    path = path_for(cast)
    answer = client.post(path, {"new_password1": "12345678", "new_password2": "12345678"})
    assert answer.context["form"].errors
    assert client.post(path, FORM).status_code == 302


def test_it_frees_somebody_who_was_blocked(client: Client, cast: Cast) -> None:
    for _ in range(6):
        client.post("/sign-in/", form_of(cast.mei, "wrong"))
    client.post(path_for(cast), FORM)
    answer = client.post("/sign-in/", form_of(cast.mei, NEW_PASSWORD))
    assert answer.status_code == 302
