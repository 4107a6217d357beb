"""The worker's claim and the outbox read what is due or listened to, however much lies behind."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from conversations.sending_sql import UNHEARD
from helpdesk.integrations.actions.claiming import CLAIM_SQL, EACH, SKIP_LOCKED
from helpdesk.integrations.actions.outbox_sql import RECORD_SQL
from helpdesk.integrations.queries.backlog import BACKLOG_SQL
from helpdesk.kernel.clock import now
from tests.cast import gather
from tests.conversations.test_query_plans import plan

SHOPS_SQL = """INSERT INTO integrations_webhookendpoint (shop_id, address, description, kinds,
    state, secret_nonce, secret_made_at, previous_nonce, failures, state_since, created_at,
    created_by_id)
SELECT CASE WHEN n > 200 THEN 1000000 + n ELSE %(shop)s END, 'https://example.com/' || n, '',
    '["message.sent"]', CASE WHEN n %% 10 = 0 THEN 'active' ELSE 'paused' END, n, now(), '',
    0, now(), now(), %(user)s
FROM generate_series(1, 3000) n"""
"""Those past two hundred are of shops that do not exist, which nobody asks before a commit."""
EVENTS_SQL = """INSERT INTO integrations_webhookevent (key, shop_id, kind, subject, payload,
    created_at)
SELECT gen_random_uuid(), %(shop)s, 'message.sent', n::text, '{}', now() - n * interval '1 s'
FROM generate_series(1, 100) n"""
DELIVERIES_SQL = """INSERT INTO integrations_webhookdelivery (key, shop_id, endpoint_id, event_id,
    kind, state, attempts, attempts_before, due_at, created_at, problem, answer)
SELECT gen_random_uuid(), %(shop)s, e.id, v.id, v.kind,
    CASE WHEN (e.id + v.id) %% 100 = 0 THEN 'waiting' ELSE 'delivered' END, 1, 0,
    v.created_at, v.created_at, '', ''
FROM integrations_webhookendpoint e JOIN integrations_webhookevent v ON v.shop_id = e.shop_id
WHERE e.shop_id = %(shop)s"""
TABLES = ("endpoint", "event", "delivery")
HEARD_SQL = f"SELECT 1 FROM (SELECT %(shop)s::bigint AS shop) AS g WHERE true {UNHEARD}"


@pytest.fixture(scope="module")
def keys(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Twenty thousand deliveries, two hundred of them waiting; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        cast = gather()
        owner = {"shop": cast.shop.pk, "user": cast.lan.user_id}
        for sql in (SHOPS_SQL, EVENTS_SQL, DELIVERIES_SQL):
            cursor.execute(sql, owner)
        for table in TABLES:
            cursor.execute(f"ANALYZE integrations_webhook{table}")
        yield owner | {
            "now": now(),
            "until": now() + timedelta(minutes=1),
            "each": EACH,
            "busy": [],
            "room": 16,
            "kind": "message.sent",
            "subject": "1/1",
            "data": "{}",
            "at": now(),
        }
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (CLAIM_SQL.format(lock=SKIP_LOCKED), "delivery_due"),
        (BACKLOG_SQL, "delivery_due|delivery_by_state"),
        (RECORD_SQL, "endpoint_listening"),
        (HEARD_SQL, "endpoint_listening"),
    ],
    ids=["claim", "backlog", "record", "does anybody listen"],
)
def test_what_lies_behind_is_not_read(sql: str, index: str, keys: dict[str, Any]) -> None:
    text = plan(sql, keys, generic=False)
    assert re.search(index, text), text
    assert "Seq Scan on integrations_webhookdelivery" not in text, text
    assert "Seq Scan on integrations_webhookevent" not in text, text
