"""The one statement that stores a message or a card, in two forms.

In a single round trip it takes the thread's row lock, allots the next seq, stores the entry and
its row for the search, and keeps everything that the list shows; an agent's answer to a waiting
buyer also ends their turn (`models/turn.py`), of which the response figures are made. A
`client_id` that is known already answers with the first row (``fresh`` false). A buyer's words
bring back what was put off. No row comes back where the fast way does not apply: the session is
finished, an agent does not hold it, the buyer is on the blacklist, or the thread is not this
shop's; `actions/sending.py` then finds out which. Sockets, REST, Celery and imports all run this
text.

`SEND_AND_TELL_SQL` stores the webhook's event and its deliveries with it where somebody listens;
``owed`` says whether. It costs about half as much again even where nobody does, so there is
`SEND_SQL`, which asks one index whether anybody listens and gives no row back if so: no message
of a shop that listens can slip past, whatever the caller believed.
"""

import re

from conversations.actions.search_sql import COLUMNS, WORDS
from conversations.queries.rows import ROW_COLUMNS, ROW_JOINS
from helpdesk.integrations.actions.outbox_sql import LISTENS, OUTBOX_SQL
from helpdesk.kernel.number_masks import PLAIN_MOBILE

MASKED_TEXT = f"regexp_replace(stored.text, '{PLAIN_MOBILE}', '\\1****\\2', 'g')"

AT_SQL = """to_char(stored.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""

UNHEARD = f"""AND NOT EXISTS (
        SELECT FROM integrations_webhookendpoint e
        WHERE {LISTENS.format(shop="%(shop)s", kind="'message.sent'")})"""


def _sending(*, unheard: str, told: str, owed: str) -> str:
    return f"""
WITH known AS (
    SELECT seq, at, session_number FROM conversations_entry
    WHERE shop_id = %(shop)s AND conversation_id = %(conversation)s
      AND client_id = %(client_id)s AND kind = %(kind)s AND side = %(side)s
), c AS (
    UPDATE conversations_conversation AS now SET
        last_seq = last_seq + 1,
        last_text = %(preview)s,
        last_side = %(side)s,
        handed = CASE %(side)s WHEN 'agent' THEN handed || '{{"answered": true}}' ELSE handed END,
        last_card = %(last_card)s,
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
      AND NOT EXISTS (SELECT FROM known) {unheard}
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
        author_id, author_name, text, card, client_id, target, recalled, at)
    SELECT shop_id, id, last_seq, session_number, %(kind)s, %(side)s,
        %(member)s, %(name)s, %(text)s, %(card)s::jsonb, %(client_id)s, %(target)s::integer,
        false, last_at
    FROM c
    RETURNING shop_id, conversation_id, seq, at, session_number, kind, side, author_name, text,
        card
), sought AS (
    INSERT INTO conversations_searchrow ({COLUMNS})
    SELECT shop_id, conversation_id, seq, session_number, kind, side, at,
        {WORDS.format(text="text")}
    FROM stored
){told}
SELECT true AS fresh, stored.seq, stored.at, stored.session_number AS entry_session,
    {owed} AS owed, {ROW_COLUMNS}
FROM stored CROSS JOIN c {ROW_JOINS}
UNION ALL
SELECT false, known.seq, known.at, known.session_number, false, {ROW_COLUMNS}
FROM known CROSS JOIN conversations_conversation c {ROW_JOINS}
WHERE c.shop_id = %(shop)s AND c.id = %(conversation)s
"""


TOLD = f""", said AS (
    SELECT stored.shop_id, 'message.sent' AS kind,
        stored.conversation_id || '/' || stored.seq AS subject,
        jsonb_build_object(
            'conversation', stored.conversation_id, 'session', stored.session_number,
            'seq', stored.seq, 'side', stored.side, 'author', stored.author_name,
            'text', {MASKED_TEXT}, 'card', stored.card->>'type', 'at', {AT_SQL}) AS payload,
        stored.at
    FROM stored
), {OUTBOX_SQL}"""


def _short(statement: str) -> str:
    """Without its indents: psycopg keeps how it reads a statement of up to 4,096 characters, and
    reads a longer one anew for every message."""
    return re.sub(r"\n\s+", "\n", statement)


SEND_SQL = _short(_sending(unheard=UNHEARD, told="", owed="false"))
SEND_AND_TELL_SQL = _short(_sending(unheard="", told=TOLD, owed="EXISTS (SELECT FROM owed)"))
