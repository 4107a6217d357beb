"""What is owed to the shops' own systems, in all shops together."""

from django.db import connection

BACKLOG_SQL = """
SELECT
    count(*) FILTER (WHERE free),
    count(*) FILTER (WHERE NOT free),
    extract(epoch FROM statement_timestamp() - min(due_at) FILTER (WHERE free))::float8
FROM (
    SELECT d.due_at, e.state IN ('active', 'failing')
        AND (e.resting_until IS NULL OR e.resting_until <= statement_timestamp()) AS free
    FROM integrations_webhookdelivery d
    JOIN integrations_webhookendpoint e ON e.id = d.endpoint_id
    WHERE d.state = 'waiting'
) AS owed
"""


def backlog() -> dict[tuple[str, ...], float]:
    """How many wait at endpoints that take them and at those that rest or are paused, and how
    late the oldest of the former is."""
    with connection.cursor() as cursor:
        cursor.execute(BACKLOG_SQL)
        free, held, late = cursor.fetchone()
    return {
        ("backlog", "ready"): float(free),
        ("backlog", "resting"): float(held),
        ("overdue", "webhooks"): max(0.0, late or 0.0),
    }
