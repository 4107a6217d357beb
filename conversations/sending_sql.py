"""The one statement that stores a message.

In a single round trip it takes the thread's row lock, allots the next seq, stores the entry and
keeps everything that the list shows; an agent's answer to a waiting buyer also ends their turn
(`models/turn.py`), of which the response figures are made. A `client_id` that is known already
answers with the first row (``fresh`` false). No row comes back where the fast way does not
apply: the session is finished, an agent does not hold it, or the thread is not this shop's;
`actions/sending.py` then finds out which. Sockets, REST, Celery and imports all run this text.
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
        version = nextval('conversations_version')
    WHERE shop_id = %(shop)s AND id = %(conversation)s AND state <> 'finished'
      AND (%(side)s = 'buyer' OR owner_id = %(member)s)
      AND NOT EXISTS (SELECT FROM known)
    RETURNING *, old.unanswered_since AS asked_at
), turn AS (
    INSERT INTO conversations_turn (shop_id, conversation_id, session_number, asked_at, ended_at,
        answer_seq, member_id, is_first)
    SELECT shop_id, id, session_number, asked_at, GREATEST(last_at, asked_at), last_seq,
        %(member)s, NOT EXISTS (SELECT FROM conversations_turn t WHERE t.shop_id = c.shop_id
            AND t.conversation_id = c.id AND t.session_number = c.session_number AND t.is_first)
    FROM c WHERE %(side)s = 'agent' AND asked_at IS NOT NULL
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
