"""Many conversations at once, by bulk SQL: for lists and query plans."""

from django.db import connection

BUYERS_SQL = """
INSERT INTO commerce_buyer (shop_id, name, platform, region, visitor_key, first_seen)
SELECT %(shop)s, 'Buyer ' || n, 'web', '', 'crowd-' || %(shop)s || '-' || n, now()
FROM generate_series(1, %(count)s) AS n RETURNING id
"""

# One of ten waits, two of ten are an agent's, the others are finished.
THREADS_SQL = """
INSERT INTO conversations_conversation (shop_id, buyer_id, session_number, state, owner_id,
    last_seq, last_text, last_side, last_at, unread, unanswered_since, version)
SELECT shop_id, id, 1,
    CASE id %% 10 WHEN 0 THEN 'waiting' WHEN 1 THEN 'active' WHEN 2 THEN 'active'
        ELSE 'finished' END,
    CASE WHEN id %% 10 IN (1, 2) THEN %(owner)s END,
    %(entries)s, '在吗', 'buyer', now() - id %% 977 * interval '1 minute',
    CASE id %% 10 WHEN 0 THEN 1 ELSE 0 END,
    CASE id %% 10 WHEN 0 THEN now() - id %% 977 * interval '1 minute' END,
    nextval('conversations_version')
FROM commerce_buyer WHERE shop_id = %(shop)s AND visitor_key LIKE 'crowd-%%'
"""

SESSIONS_SQL = """
INSERT INTO conversations_chatsession (shop_id, conversation_id, number, state, owner_id,
    opened_by, opened_at, first_seq, finished_at)
SELECT shop_id, id, 1, state, owner_id, 'buyer', last_at, 1,
    CASE state WHEN 'finished' THEN last_at END
FROM conversations_conversation c WHERE shop_id = %(shop)s
    AND NOT EXISTS (SELECT FROM conversations_chatsession s WHERE s.conversation_id = c.id)
"""

ENTRIES_SQL = """
INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side, text,
    client_id, recalled, at)
SELECT c.shop_id, c.id, n, 1, 'message', 'buyer', '第 ' || n || ' 句', gen_random_uuid(), false,
    c.last_at
FROM conversations_conversation c CROSS JOIN generate_series(1, %(entries)s) AS n
WHERE c.shop_id = %(shop)s
    AND NOT EXISTS (SELECT FROM conversations_entry e WHERE e.conversation_id = c.id)
"""

PARTICIPANTS_SQL = """
INSERT INTO conversations_participant (shop_id, conversation_id, member_id, delivered_seq, read_seq)
SELECT shop_id, id, member, 1, 1 FROM conversations_conversation
CROSS JOIN unnest(ARRAY[NULL, %(owner)s::bigint]) AS member WHERE shop_id = %(shop)s
ON CONFLICT DO NOTHING
"""


def crowd(*, shop_id: int, owner_id: int, count: int, entries: int = 1) -> None:
    """Fill the shop with conversations whose rows agree with each other."""
    values = {"shop": shop_id, "owner": owner_id, "count": count, "entries": entries}
    with connection.cursor() as cursor:
        for sql in (BUYERS_SQL, THREADS_SQL, SESSIONS_SQL, ENTRIES_SQL, PARTICIPANTS_SQL):
            cursor.execute(sql, values)
