"""Browsers, closing sockets and the time, for the tests of the door."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.crypto import get_random_string

from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.models import Membership, User
from helpdesk.kernel import clock
from helpdesk.realtime import publish
from helpdesk.realtime.parcel import Closing, Parcel
from tests.cast import PASSWORD

NEW_PASSWORD = "green-grain-9-window"


def person(name: str, password: str | None = PASSWORD) -> User:
    """Somebody who is in no shop yet; the name is made unique."""
    username = f"{name}-{get_random_string(8, 'abcdefghjkmnpqrstuvwxyz')}"
    return register_user(username=username, password=password)


def form_of(member: Membership, password: str = PASSWORD, **more: str) -> dict[str, str]:
    """What the member types at the door."""
    return {"username": member.user.username, "password": password, **more}


def give_email(member: Membership) -> str:
    """An address that nobody else in the database has."""
    email = f"{member.user.username}@example.com"
    User.objects.filter(pk=member.user_id).update(email=email)
    return email


@pytest.fixture
def signed_in() -> Callable[[Membership], Client]:
    """A browser in which the member has signed in through the door."""

    def open_browser(member: Membership) -> Client:
        browser = Client()
        answer = browser.post("/sign-in/", form_of(member))
        assert answer.status_code == 302
        return browser

    return open_browser


@pytest.fixture
def closings(monkeypatch: pytest.MonkeyPatch) -> list[Closing]:
    """Which sockets were told to close (after the commit: use with ``committing``)."""
    told: list[Closing] = []

    def keep(parcel: Parcel) -> None:
        told.extend(parcel.closings)

    monkeypatch.setattr(publish, "send_out", keep)
    return told


@pytest.fixture
def committing(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> Callable[[], AbstractContextManager[Any]]:
    """A block after which everything deferred to the commit has run."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class Clock:
    """Time that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hands = Clock()
    monkeypatch.setattr(clock, "now", lambda: hands.now)
    return hands
