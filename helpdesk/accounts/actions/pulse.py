"""Signs of life of the processes behind the screens."""

from django.db import connection

from helpdesk.accounts.models import ServiceName

# By the database's clock, like the ages in queries/health.py: machines' clocks differ.
UPSERT_SQL = """
INSERT INTO accounts_servicepulse (name, at) VALUES (%s, statement_timestamp())
ON CONFLICT (name) DO UPDATE SET at = excluded.at
"""


def beat(name: str) -> None:
    """Note that the service of this name ("worker", "beat") is alive now."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT_SQL, [ServiceName(name).value])
