"""Rows by the ten thousand, for tests of what a large shop costs to read."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def unchecked() -> Iterator[None]:
    """What is written inside is believed: neither references nor triggers look at a row.

    Postgres would check each of ten thousand rows several times, by plans made when the tables
    were empty, and once more at the end of the test. What a trigger fills, the test fills itself.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
