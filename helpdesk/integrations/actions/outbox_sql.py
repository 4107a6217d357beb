"""The outbox as part of a statement: what happened is kept, and owed to whoever listens.

Both insert nothing, at the price of one look into an index, where no endpoint of the shop listens
to the kind. `OUTBOX_SQL` goes on after a query named ``said`` with shop_id, kind, subject,
payload and at; ``owed`` has one row for each delivery. The statement that stores a message
carries it (`conversations/sending_sql.py`), and so does `recording.py`.
"""

LISTENS = "e.shop_id = {shop} AND e.state IN ('active', 'failing') AND e.kinds ? {kind}"

OUTBOX_SQL = f"""
heard AS (
    INSERT INTO integrations_webhookevent (key, shop_id, kind, subject, payload, created_at)
    SELECT gen_random_uuid(), said.shop_id, said.kind, said.subject, said.payload, said.at
    FROM said
    WHERE EXISTS (
        SELECT FROM integrations_webhookendpoint e
        WHERE {LISTENS.format(shop="said.shop_id", kind="said.kind")})
    RETURNING id, shop_id, kind, created_at
), owed AS (
    INSERT INTO integrations_webhookdelivery (key, shop_id, endpoint_id, event_id, kind, state,
        attempts, attempts_before, due_at, created_at, problem, answer)
    SELECT gen_random_uuid(), heard.shop_id, e.id, heard.id, heard.kind, 'waiting',
        0, 0, heard.created_at, heard.created_at, '', ''
    FROM heard JOIN integrations_webhookendpoint e
        ON {LISTENS.format(shop="heard.shop_id", kind="heard.kind")}
    RETURNING id, shop_id
)"""

RECORD_SQL = f"""
WITH said AS (
    SELECT %(shop)s::bigint AS shop_id, %(kind)s::text AS kind, %(subject)s::text AS subject,
        %(data)s::jsonb AS payload, %(at)s::timestamptz AS at
), {OUTBOX_SQL}
SELECT count(*) FROM owed
"""
