"""How long ago each process behind the screens gave a sign of life."""

from django.db import connection

from helpdesk.accounts.models import ServiceName

AGES_SQL = """
SELECT name, extract(epoch FROM statement_timestamp() - at)::float8 FROM accounts_servicepulse
"""


def service_ages() -> dict[str, float | None]:
    """Seconds by service; None for one that has never been seen."""
    with connection.cursor() as cursor:
        cursor.execute(AGES_SQL)
        seen = dict(cursor.fetchall())
    return {name.value: seen.get(name.value) for name in ServiceName}
