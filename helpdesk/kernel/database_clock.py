"""The database's clock, for moments that several machines have to agree about.

Machines' clocks differ. What one process wrote and another compares is written and compared by
the one clock that all of them ask.
"""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """This moment in UTC as Postgres has it; it goes on within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
