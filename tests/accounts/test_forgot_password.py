"""A forgotten password: the same answer for everyone, a letter only where SMTP is set."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from helpdesk.accounts import tasks
from helpdesk.accounts.actions import reset_links
from helpdesk.accounts.models import AuditEntry, ResetLink, User
from tests.accounts.conftest import Clock, give_email
from tests.cast import Cast

Committing = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def smtp(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_HOST = "mail.example.com"
    settings.PUBLIC_URL = "https://desk.example.com"

    class AtOnce:
        delay = staticmethod(tasks.email_reset_link)

    monkeypatch.setattr(reset_links, "email_reset_link", AtOnce)


def ask(client: Client, committing: Committing, email: str) -> str:
    with committing():
        answer = client.post("/password/forgot/", {"email": email})
    assert (answer.status_code, answer.context["sent"]) == (200, True)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_the_letter_opens_the_door(
    client: Client, cast: Cast, smtp: None, committing: Committing
) -> None:
    email = give_email(cast.mei)
    ask(client, committing, email.upper())
    (letter,) = mail.outbox
    assert letter.to == [email]
    url = next(line for line in letter.body.splitlines() if line.startswith("https://"))
    assert url.startswith("https://desk.example.com/password/reset/")
    assert client.get(url.removeprefix("https://desk.example.com")).status_code == 200
    assert (
        AuditEntry.objects.get(verb="password.link_requested", shop=cast.shop).shop_id
        == cast.shop.pk
    )


def test_the_answer_is_the_same_for_all(
    client: Client, cast: Cast, smtp: None, committing: Committing
) -> None:
    addresses = (give_email(cast.mei), "nobody@example.com")
    pages = {ask(client, committing, address) for address in addresses}
    assert len(pages) == 1
    assert len(mail.outbox) == 1


def test_a_mailbox_is_not_flooded(
    client: Client, cast: Cast, smtp: None, committing: Committing, time: Clock
) -> None:
    email = give_email(cast.mei)
    for _ in range(5):
        ask(client, committing, email)
    assert len(mail.outbox) == 1
    time.forward(minutes=10)
    ask(client, committing, email)
    assert len(mail.outbox) == 2


def test_a_closed_account_gets_none(
    client: Client, cast: Cast, smtp: None, committing: Committing
) -> None:
    email = give_email(cast.mei)
    User.objects.filter(pk=cast.mei.user_id).update(is_active=False)
    ask(client, committing, email)
    assert mail.outbox == []


def test_without_smtp_the_page_says_whom_to_ask(client: Client, cast: Cast) -> None:
    answer = client.post("/password/forgot/", {"email": give_email(cast.mei)})
    assert (answer.context["smtp"], answer.context["sent"]) == (False, False)
    assert not ResetLink.objects.filter(user=cast.mei.user).exists()


def test_the_task_is_safe_late(cast: Cast, smtp: None) -> None:
    give_email(cast.mei)
    link = reset_links.issue_reset_link(actor=cast.lan.user, member=cast.mei)
    reset_links.issue_reset_link(actor=cast.lan.user, member=cast.mei)
    tasks.email_reset_link(link.pk)
    tasks.email_reset_link(10**9)
    assert mail.outbox == []
