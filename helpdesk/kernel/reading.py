"""Statements that only read, with settings of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.utils import OperationalError
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
