"""Signing out: this session and its sockets, no other."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client

from helpdesk.accounts.models import AuditEntry, Membership
from helpdesk.realtime.parcel import Closing
from tests.cast import Cast


def test_it_ends_this_session_and_its_sockets(
    cast: Cast,
    signed_in: Callable[[Membership], Client],
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    here, elsewhere = signed_in(cast.mei), signed_in(cast.mei)
    key = here.session.session_key
    with committing():
        answer = here.post("/sign-out/")
    assert answer["Location"] == "/sign-in/"
    assert [(one.session_key, one.code) for one in closings] == [(key, 4401)]
    assert here.post("/preferences/", {"theme": "dark"}).status_code == 302
    assert elsewhere.post("/preferences/", {"theme": "dark"}).status_code == 204
    assert AuditEntry.objects.get(verb="sign_in.ended", shop=cast.shop).actor_id == cast.mei.user_id


def test_a_link_cannot_sign_anyone_out(
    cast: Cast, signed_in: Callable[[Membership], Client]
) -> None:
    browser = signed_in(cast.mei)
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/preferences/", {"theme": "dark"}).status_code == 204
