"""The one statement that stores a message.

In a single round trip it takes the thread's row lock, allots the next seq, stores the entry and
keeps everything that the list shows. A `client_id` that is known already answers with the
first row (``fresh`` false). A buyer's words bring back what was put off. No row comes back where
the fast way does not apply: the session is finished, an agent does not hold it, the buyer is on
the blacklist, or the thread is not this shop's; `actions/sending.py` then finds out which.
Sockets, REST, Celery and imports all run this text.
"""

from conversations.queries.rows import ROW_COLUMNS, ROW_JOINS

SEND_SQL = f"""
WITH known AS (
    SELECT seq, at, session_number FROM conversations_entry
    WHERE shop_id = %(shop)s AND conversation_id = %(conversation)s
      AND client_id = %(client_id)s AND kind = 'message' AND side = %(side)s
), c AS (
    UPDATE conversations_conversation AS now SET
        last_seq = last_seq + 1,
        last_text = %(preview)s,
        last_side = %(side)s,
        unread = CASE %(side)s WHEN 'buyer' THEN unread + 1 WHEN 'agent' THEN 0 ELSE unread END,
        (last_at, unanswered_since) = (SELECT clock.at, CASE %(side)s
                WHEN 'buyer' THEN COALESCE(now.unanswered_since, clock.at)
                WHEN 'agent' THEN NULL ELSE now.unanswered_since END
            FROM (SELECT clock_timestamp() AS at) AS clock),
        snoozed_until = CASE %(side)s WHEN 'buyer' THEN NULL ELSE snoozed_until END,
        woken_at = CASE %(side)s WHEN 'auto' THEN woken_at END,
        version = nextval('conversations_version')
    WHERE shop_id = %(shop)s AND id = %(conversation)s AND state <> 'finished' AND NOT blocked
      AND (%(side)s = 'buyer' OR owner_id = %(member)s)
      AND NOT EXISTS (SELECT FROM known)
    RETURNING *
), stored AS (
    INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side,
        author_id, author_name, text, client_id, recalled, at)
    SELECT shop_id, id, last_seq, session_number, 'message', %(side)s,
        %(member)s, %(name)s, %(text)s, %(client_id)s, false, last_at
    FROM c
    RETURNING seq, at, session_number
)
SELECT true AS fresh, stored.seq, stored.at, stored.session_number AS entry_session, {ROW_COLUMNS}
FROM stored CROSS JOIN c {ROW_JOINS}
UNION ALL
SELECT false, known.seq, known.at, known.session_number, {ROW_COLUMNS}
FROM known CROSS JOIN conversations_conversation c {ROW_JOINS}
WHERE c.shop_id = %(shop)s AND c.id = %(conversation)s
"""
