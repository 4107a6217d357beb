"""Who waits in all shops together, for those who run the installation: numbers and no more."""

from django.db import connection

WAITING_SQL = """
SELECT
    (SELECT count(*) FROM conversations_chatsession WHERE state = 'waiting'),
    (SELECT extract(epoch FROM statement_timestamp() - min(opened_at))::float8
     FROM conversations_chatsession WHERE state = 'waiting'),
    (SELECT count(*) FROM conversations_conversation
     WHERE unanswered_since IS NOT NULL AND snoozed_until IS NULL),
    (SELECT extract(epoch FROM statement_timestamp() - min(unanswered_since))::float8
     FROM conversations_conversation
     WHERE unanswered_since IS NOT NULL AND snoozed_until IS NULL),
    (SELECT extract(epoch FROM statement_timestamp() - min(snoozed_until))::float8
     FROM conversations_conversation
     WHERE snoozed_until IS NOT NULL AND snoozed_until <= statement_timestamp())
"""


def waiting_everywhere() -> dict[tuple[str, ...], float]:
    """One statement, on indexes that hold only those who wait."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING_SQL)
        unheld, wait, unanswered, silence, snoozed = cursor.fetchone()
    return {
        ("waiting", "an agent"): float(unheld),
        ("wait", "an agent"): max(0.0, wait or 0.0),
        ("waiting", "an answer"): float(unanswered),
        ("wait", "an answer"): max(0.0, silence or 0.0),
        ("overdue", "snoozed chats"): max(0.0, snoozed or 0.0),
    }
