"""Notes, mentions, tags and ratings of a crowd, by bulk SQL: for query plans."""

from django.db import connection

TAGS_SQL = """
INSERT INTO conversations_tag (shop_id, name)
SELECT %(shop)s, 'tag ' || n FROM generate_series(1, 20) AS n ON CONFLICT DO NOTHING
"""

TAGGED_SQL = """
INSERT INTO conversations_conversationtag (shop_id, conversation_id, tag_id, member_id, at)
SELECT c.shop_id, c.id, t.id, %(owner)s, now() FROM conversations_conversation c
JOIN conversations_tag t ON t.shop_id = c.shop_id AND t.id %% 20 = c.id %% 20
WHERE c.shop_id = %(shop)s
"""

COPIES_SQL = """
UPDATE conversations_conversation c SET note_count = 3,
    tag_ids = ARRAY(SELECT tag_id FROM conversations_conversationtag t
        WHERE t.shop_id = c.shop_id AND t.conversation_id = c.id),
    snoozed_until = CASE WHEN c.id %% 50 = 1 THEN now() + interval '1 hour' END
WHERE shop_id = %(shop)s
"""

NOTES_SQL = """
INSERT INTO conversations_note (shop_id, conversation_id, number, change, anchor, author_id,
    author_name, text, client_id, at)
SELECT c.shop_id, c.id, n, n, 1, %(owner)s, '小梅', '第 ' || n, gen_random_uuid(), c.last_at
FROM conversations_conversation c CROSS JOIN generate_series(1, 3) AS n WHERE c.shop_id = %(shop)s
"""

# One of a hundred is not seen yet.
MENTIONS_SQL = """
INSERT INTO conversations_mention (shop_id, conversation_id, note_number, member_id, at, seen_at)
SELECT shop_id, conversation_id, number, %(owner)s, at,
    CASE WHEN conversation_id %% 100 > 0 THEN now() END
FROM conversations_note WHERE shop_id = %(shop)s AND number = 1
"""

RATINGS_SQL = """
INSERT INTO conversations_rating (shop_id, conversation_id, session_number, member_name,
    invited_at, expires_at, comment)
SELECT shop_id, id, session_number, '小梅', now(), now() + interval '1 day', ''
FROM conversations_conversation WHERE shop_id = %(shop)s AND state = 'finished'
"""


def inside(*, shop_id: int, owner_id: int) -> None:
    """What the shop keeps to itself about each of its conversations."""
    values = {"shop": shop_id, "owner": owner_id}
    every = (TAGS_SQL, TAGGED_SQL, COPIES_SQL, NOTES_SQL, MENTIONS_SQL, RATINGS_SQL)
    with connection.cursor() as cursor:
        for sql in every:
            cursor.execute(sql, values)
