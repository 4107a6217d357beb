"""Turns read back out of entries, for threads written before turns were or written in bulk."""

TURNS_OF_ENTRIES_SQL = """
WITH said AS (
    SELECT e.*, count(*) FILTER (WHERE side = 'agent') OVER (
        PARTITION BY shop_id, conversation_id, session_number ORDER BY seq
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS answers
    FROM conversations_entry e
    WHERE kind IN ('message', 'card', 'answer', 'file') AND side IN ('buyer', 'agent')
        AND NOT recalled
        AND NOT (kind = 'answer' AND card->>'says' = 'right') AND {which}
), runs AS (
    SELECT shop_id, conversation_id, session_number,
        min(at) FILTER (WHERE side = 'buyer') AS asked_at,
        max(at) FILTER (WHERE side = 'agent') AS answered_at,
        max(seq) FILTER (WHERE side = 'agent') AS answer_seq,
        max(author_id) FILTER (WHERE side = 'agent') AS member_id
    FROM said
    GROUP BY shop_id, conversation_id, session_number, COALESCE(answers, 0)
)
INSERT INTO conversations_turn (shop_id, conversation_id, session_number, asked_at, ended_at,
    answer_seq, member_id, is_first)
SELECT r.shop_id, r.conversation_id, r.session_number, r.asked_at,
    GREATEST(COALESCE(r.answered_at, s.finished_at), r.asked_at), r.answer_seq,
    COALESCE(r.member_id, s.owner_id),
    r.answer_seq IS NOT NULL AND r.answer_seq = min(r.answer_seq) OVER (
        PARTITION BY r.shop_id, r.conversation_id, r.session_number)
FROM runs r
JOIN conversations_chatsession s ON s.shop_id = r.shop_id
    AND s.conversation_id = r.conversation_id AND s.number = r.session_number
WHERE r.asked_at IS NOT NULL AND (r.answered_at IS NOT NULL OR s.state = 'finished')
ON CONFLICT DO NOTHING
"""
