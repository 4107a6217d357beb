"""The guard against guessing passwords."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from helpdesk.accounts.actions import guarding
from helpdesk.accounts.actions.guarding import reserve_attempt
from helpdesk.accounts.errors import AddressBlocked, SignInBlocked
from helpdesk.accounts.models import AuditEntry, SignInAttempt
from helpdesk.accounts.queries.guessing import name_key
from tests.accounts.conftest import Clock, form_of
from tests.cast import PASSWORD, Cast

JSON = {"Accept": "application/json"}


def attempt(client: Client, username: str, password: str) -> tuple[str, dict[str, object]]:
    """The code of the answer ("ok", or the error's) and the error."""
    form = {"username": username, "password": password}
    error = client.post("/sign-in/", form, headers=JSON).json().get("error", {})
    return error.get("code", "ok"), error


@pytest.mark.parametrize("username", ["{mei}", "nobody-of-that-name"])
def test_after_five_failures_even_the_right_password_has_to_wait(
    client: Client, cast: Cast, time: Clock, username: str
) -> None:
    username = username.format(mei=cast.mei.user.username)
    for _ in range(5):
        assert attempt(client, username, "wrong")[0] == "sign_in_failed"
    time.forward(seconds=20)
    code, error = attempt(client, username, PASSWORD)
    assert code == "sign_in_blocked"
    assert error["retry_after"] == 280
    assert "280" in str(error["action"])


def test_the_rest_ends_and_tries_during_it_do_not_prolong_it(
    client: Client, cast: Cast, time: Clock
) -> None:
    for _ in range(5):
        attempt(client, cast.mei.user.username, "wrong")
    for _ in range(10):
        time.forward(seconds=29)
        assert attempt(client, cast.mei.user.username, PASSWORD)[0] == "sign_in_blocked"
    time.forward(seconds=11)
    assert attempt(client, cast.mei.user.username, PASSWORD)[0] == "ok"


def test_the_page_shows_the_seconds(client: Client, cast: Cast, time: Clock) -> None:
    for _ in range(5):
        attempt(client, cast.mei.user.username, "wrong")
    answer = client.post("/sign-in/", form_of(cast.mei))
    assert answer.status_code == 429
    assert answer.context["blocked_seconds"] == 300
    assert answer["Retry-After"] == "300"


def test_the_case_of_the_name_gives_no_new_tries(client: Client, cast: Cast) -> None:
    name = cast.mei.user.username
    for typed in (name, name.upper(), name.title(), f" {name}", f"{name} "):
        attempt(client, typed, "wrong")
    assert attempt(client, name.capitalize(), PASSWORD)[0] == "sign_in_blocked"


def test_success_starts_afresh(client: Client, cast: Cast) -> None:
    for _ in range(3):
        for _ in range(4):
            assert attempt(client, cast.mei.user.username, "wrong")[0] == "sign_in_failed"
        assert attempt(client, cast.mei.user.username, PASSWORD)[0] == "ok"
    key = name_key(cast.mei.user.username)
    assert not SignInAttempt.objects.filter(name_key=key).exists()


def test_slow_failures_block_nobody(client: Client, cast: Cast, time: Clock) -> None:
    for _ in range(12):
        assert attempt(client, cast.mei.user.username, "wrong")[0] == "sign_in_failed"
        time.forward(seconds=76)


def test_others_are_not_blocked(client: Client, cast: Cast) -> None:
    for _ in range(6):
        attempt(client, cast.mei.user.username, "wrong")
    assert attempt(client, cast.tom.user.username, PASSWORD)[0] == "ok"


def test_an_address_has_many_more(db: None, time: Clock) -> None:
    for number in range(100):
        reserve_attempt(username=f"name-{number}", address="203.0.113.7")
        time.forward(seconds=1)
    with pytest.raises(AddressBlocked) as blocked:
        reserve_attempt(username="another", address="203.0.113.7")
    assert blocked.value.retry_after == 500
    reserve_attempt(username="another", address="203.0.113.8")
    time.forward(seconds=500)
    reserve_attempt(username="another", address="203.0.113.7")


def test_the_record_keeps_no_word_typed_into_the_wrong_field(client: Client, cast: Cast) -> None:
    for _ in range(5):
        attempt(client, "my-secret-password", "mei")
    entries = AuditEntry.objects.filter(
        verb__startswith="sign_in.", shop=None, data__target__startswith="my"
    )
    assert [entry.verb for entry in entries.order_by("pk")] == [
        *["sign_in.failed"] * 5,
        "sign_in.blocked",
    ]
    assert {entry.data["target"] for entry in entries} == {"my…"}
    assert not SignInAttempt.objects.filter(name_key__contains="secret").exists()


def test_failures_under_a_known_name_are_told_to_their_shop(client: Client, cast: Cast) -> None:
    attempt(client, cast.mei.user.username, "wrong")
    entry = AuditEntry.objects.get(verb="sign_in.failed", shop=cast.shop)
    assert (entry.actor_id, entry.data["target"]) == (None, cast.mei.user.username)


MANY = 10


def guess_at_once() -> int:
    """How many of ten tries under one name, at the same moment, were let through."""
    name = f"race-{get_random_string(12)}"

    def guess(_: int) -> bool:
        try:
            reserve_attempt(username=name, address="")
        except SignInBlocked:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(MANY) as threads:
        return sum(threads.map(guess, range(MANY)))


def test_ten_at_the_same_moment_are_still_five(real_db: None) -> None:
    assert guess_at_once() == 5


def test_without_the_lock_they_would_be_ten(real_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    all_have_looked = Barrier(MANY, timeout=10)

    def look(address: str, now: datetime) -> timedelta:
        all_have_looked.wait()
        return timedelta(0)

    monkeypatch.setattr(guarding, "_one_at_a_time", lambda key: None)
    monkeypatch.setattr(guarding, "address_rest", look)
    assert guess_at_once() == MANY
