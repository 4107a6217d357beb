"""What fails in a sweep holds up no other; a database that is away ends it."""

import logging
from collections.abc import Callable

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from helpdesk.kernel.sweeping import attempt, for_each


def fails_at(number: int, problem: Exception | None = None) -> Callable[[int], bool]:
    def work(one: int) -> bool:
        if one == number:
            raise problem or ValueError("a bug")
        return True

    return work


def test_the_rest_goes_on_and_the_log_names_what_failed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert for_each([1, 2, 3], fails_at(2), name="chat") == 2
    [told] = caplog.records
    assert told.getMessage() == "A sweep went on without chat 2; it is tried again"
    assert told.exc_info is not None


def test_what_always_fails_uses_up_no_place() -> None:
    def work(one: int) -> bool:
        if one < 300:
            raise ValueError("a bug")
        return True

    assert for_each(range(400), work, name="chat", most=50) == 50


@pytest.mark.parametrize("problem", [InterfaceError("x"), OperationalError("no line")])
def test_a_database_that_is_away_ends_it(problem: Exception) -> None:
    with pytest.raises(type(problem)):
        for_each([1, 2], fails_at(1, problem), name="chat")


@pytest.mark.django_db
def test_a_statement_that_is_stopped_is_that_rows_alone() -> None:
    def slow() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 10")
            cursor.execute("SELECT pg_sleep(5)")

    assert attempt("one that takes long", slow) is None
