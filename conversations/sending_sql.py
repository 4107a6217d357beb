"""The one statement that stores messages, cards and files, with and without who listens.

It takes any number of them, each of another thread: what waits at the same moment comes as one
JSON array and shares the round trip, the commit and its fsync; one alone comes as a JSON object,
which Postgres plans for as the one row that it is. For each it takes the thread's row lock, allots
the next seq, stores the entry and its row for the search, and keeps everything that the list
shows; an agent's answer to a waiting buyer also ends their turn (`models/turn.py`), of which the
response figures are made. A `client_id` that is known already answers with the first row
(``fresh`` false). A buyer's words bring back what was put off. No row comes back for a message
where the fast way does not apply: the session is finished, an agent does not hold it, the buyer is
on the blacklist, the thread is not this shop's, or somebody else has its row at the moment:
nobody's message waits for another thread's lock. Then `actions/sending.py` finds out which.
Sockets, REST, Celery and imports all run this text.

`SEND_AND_TELL` stores the webhook's event and its deliveries with it where somebody listens;
``owed`` says whether. It costs about half as much again even where nobody does, so there is
`SEND`, which asks one index whether anybody listens and gives no row back if so: no message
of a shop that listens can slip past, whatever the caller believed.
"""

import re
from collections.abc import Sequence
from typing import Any

from conversations.actions.search_sql import COLUMNS, WORDS
from conversations.queries.rows import ROW_COLUMNS, ROW_JOINS
from helpdesk.integrations.actions.outbox_sql import LISTENS, OUTBOX_SQL
from helpdesk.kernel.json_text import encode
from helpdesk.kernel.number_masks import PLAIN_MOBILE

MASKED_TEXT = f"regexp_replace(c.text, '{PLAIN_MOBILE}', '\\1****\\2', 'g')"

AT_SQL = """to_char(c.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""

UNHEARD = f"""AND NOT EXISTS (
        SELECT FROM integrations_webhookendpoint e
        WHERE {LISTENS.format(shop="g.shop", kind="'message.sent'")})"""


FIELDS = """(place int, shop bigint, conversation bigint, client_id uuid, kind text, side text,
    member bigint, name text, text text, card jsonb, target int, preview text, last_card text)"""
"""What the statement is given of each message."""

ONE = f"SELECT * FROM json_to_record(%(message)s::json) AS g {FIELDS}"

# The limit limits nothing. Postgres takes a JSON array for a hundred rows, and would read small
# tables from end to end for a few messages; of a limit that it does not know it expects ten.
MANY = f"SELECT * FROM json_to_recordset(%(messages)s::json) AS g {FIELDS} LIMIT %(many)s"


def _sending(given: str, *, unheard: str, told: str, owed: str) -> str:
    return f"""
WITH given AS (
    {given}
), known AS (
    SELECT g.place, e.shop_id, e.conversation_id, e.seq, e.at, e.session_number
    FROM given g JOIN conversations_entry e ON e.shop_id = g.shop
        AND e.conversation_id = g.conversation AND e.client_id = g.client_id
        AND e.kind = g.kind AND e.side = g.side
), free AS (
    SELECT g.*
    FROM given g JOIN conversations_conversation now
        ON now.shop_id = g.shop AND now.id = g.conversation
    WHERE now.state <> 'finished' AND NOT now.blocked
      AND (g.side = 'buyer' OR now.owner_id = g.member)
      AND NOT EXISTS (SELECT FROM known k WHERE k.place = g.place) {unheard}
    FOR NO KEY UPDATE OF now SKIP LOCKED
), c AS (
    UPDATE conversations_conversation AS now SET
        last_seq = last_seq + 1,
        last_text = free.preview,
        last_side = free.side,
        handed = CASE free.side WHEN 'agent' THEN handed || '{{"answered": true}}' ELSE handed END,
        last_card = free.last_card,
        unread = CASE free.side WHEN 'buyer' THEN unread + 1 WHEN 'agent' THEN 0 ELSE unread END,
        (last_at, unanswered_since) = (SELECT clock.at, CASE free.side
                WHEN 'buyer' THEN COALESCE(now.unanswered_since, clock.at)
                WHEN 'agent' THEN NULL ELSE now.unanswered_since END
            FROM (SELECT clock_timestamp() AS at) clock),
        snoozed_until = CASE free.side WHEN 'buyer' THEN NULL ELSE snoozed_until END,
        woken_at = CASE free.side WHEN 'auto' THEN woken_at END,
        version = nextval('conversations_version')
    FROM free WHERE now.shop_id = free.shop AND now.id = free.conversation
    RETURNING now.*, old.unanswered_since AS asked_at, place, client_id, kind, side, member, name,
        text, card, target
), turn AS (
    INSERT INTO conversations_turn (shop_id, conversation_id, session_number, asked_at, ended_at,
        answer_seq, member_id, is_first)
    SELECT shop_id, id, session_number, asked_at, GREATEST(last_at, asked_at), last_seq,
        member, NOT EXISTS (SELECT FROM conversations_turn t WHERE t.shop_id = c.shop_id
            AND t.conversation_id = c.id AND t.session_number = c.session_number AND t.is_first)
    FROM c WHERE side = 'agent' AND asked_at IS NOT NULL
), stored AS (
    INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side,
        author_id, author_name, text, card, client_id, target, recalled, at)
    SELECT shop_id, id, last_seq, session_number, kind, side, member, name, text, card, client_id,
        target, false, last_at
    FROM c
), sought AS (
    INSERT INTO conversations_searchrow ({COLUMNS})
    SELECT shop_id, id, last_seq, session_number, kind, side, last_at,
        {WORDS.format(text="text")}
    FROM c
){told}
SELECT c.place, true AS fresh, c.last_seq AS seq, c.last_at AS at,
    c.session_number AS entry_session, {owed} AS owed, {ROW_COLUMNS}
FROM c {ROW_JOINS}
UNION ALL
SELECT known.place, false, known.seq, known.at, known.session_number, false, {ROW_COLUMNS}
FROM known JOIN conversations_conversation c
    ON c.shop_id = known.shop_id AND c.id = known.conversation_id {ROW_JOINS}
"""


TOLD = f""", said AS (
    SELECT c.shop_id, 'message.sent' AS kind, c.id || '/' || c.last_seq AS subject,
        jsonb_build_object(
            'conversation', c.id, 'session', c.session_number,
            'seq', c.last_seq, 'side', c.side, 'author', c.name,
            'text', {MASKED_TEXT}, 'card', c.card->>'type', 'at', {AT_SQL}) AS payload,
        c.last_at AS at
    FROM c
), {OUTBOX_SQL}"""

OWED = "EXISTS (SELECT FROM owed WHERE owed.shop_id = c.shop_id)"


def _short(statement: str) -> str:
    """Without its indents: psycopg keeps how it reads a statement of up to 4,096 characters, and
    reads a longer one anew for every message."""
    return re.sub(r"\n\s+", "\n", statement.strip())


class Sending:
    """The statement for one message and for many."""

    def __init__(self, *, unheard: str, told: str, owed: str) -> None:
        self.one, self.many = (
            _short(_sending(given, unheard=unheard, told=told, owed=owed)) for given in (ONE, MANY)
        )

    def of(self, messages: Sequence[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
        """The text and what it is given; a row that comes back names its message by ``place``."""
        placed = [{"place": place, **message} for place, message in enumerate(messages)]
        if len(placed) == 1:
            return self.one, {"message": encode(placed[0])}
        return self.many, {"messages": encode(placed), "many": len(placed)}


SEND = Sending(unheard=UNHEARD, told="", owed="false")
SEND_AND_TELL = Sending(unheard="", told=TOLD, owed=OWED)
