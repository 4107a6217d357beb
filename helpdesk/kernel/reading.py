"""Statements that only read, with settings of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg import IsolationLevel
from psycopg.errors import QueryCanceled


class ReadingStopped(Exception):
    """Postgres stopped a statement at its `statement_timeout`."""


@contextmanager
def reading() -> Iterator[None]:
    """A transaction that is rolled back, which takes with it what `SET LOCAL` set inside.

    Raises ReadingStopped; the connection is whole afterwards.
    """
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise ReadingStopped() from None
        raise


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment: nobody's commit falls between two statements.

    For a page that shows a version and what hangs on it. A view wears it as ``@one_moment()``
    below `member_view`, so that templates read inside too. Postgres refuses whatever would write or
    lock. In a transaction already, it changes nothing. Two statements more: psycopg says the level
    with BEGIN, and there is a COMMIT.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.close_if_health_check_failed()  # now, or `atomic` would change the line below
    connection.ensure_connection()
    line = connection.connection
    kept = line.isolation_level, line.read_only
    line.isolation_level, line.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic():
            yield
    finally:
        if connection.connection is line and not line.closed:
            line.isolation_level, line.read_only = kept
