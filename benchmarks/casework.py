"""What a large shop has of cases: by SQL on its orders, the same on every machine.

Nine of ten are open, each with its line, its opening on record and the deadline that runs; they
are due over ten days, one in fifty is over. One agent of two hundred has a hand in each, one in a
hundred waits for somebody's approval.
"""

import time
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be set up first

from benchmarks.owing import ALOUD, QUIETLY  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402

CASES = """INSERT INTO aftersales_case (shop_id, order_id, buyer_id, kind, state, is_open, cause,
        words, amount_fen, edits, of_shop, freight_payer, freight_rule, freight_source, offer_kind,
        return_waybill, sent_waybill, opened_at, closed_at, due_at, version)
    SELECT o.shop_id, o.id, o.buyer_id, (ARRAY['refund', 'return', 'exchange'])[1 + n %% 3],
        CASE WHEN n %% 10 = 0 THEN 'done'
             ELSE (ARRAY['applied', 'wait_buyer_ship', 'wait_seller_confirm', 'refunding'])
                  [1 + n %% 4] END,
        n %% 10 > 0, (ARRAY['quality', 'dislike', 'wrong', 'late'])[1 + n %% 4], '', 1000, 0,
        false, 'seller', 'fault', 'x', '', '', '', now() - interval '3 days',
        CASE WHEN n %% 10 = 0 THEN now() - n * interval '1 second' END,
        CASE WHEN n %% 10 > 0 AND n %% 4 < 3
             THEN now() + (n %% 20000 - 400) * interval '43 seconds' END, 1
    FROM (SELECT id, shop_id, buyer_id, row_number() OVER (ORDER BY id) AS n
          FROM commerce_order WHERE shop_id = %(shop)s ORDER BY id LIMIT %(cases)s) AS o"""
LINES = """INSERT INTO aftersales_caseline (shop_id, case_id, position, order_id, is_open, title,
        spec, quantity, price_fen, opened_at)
    SELECT shop_id, id, 1, order_id, is_open, '棉朵卫衣', '燕麦色 M', 1, 1000, opened_at
    FROM aftersales_case WHERE shop_id = %(shop)s"""
EVENTS = """INSERT INTO aftersales_caseevent (shop_id, case_id, version, verb, before, after, who,
        member_id, name, reason, evidence, data, at)
    SELECT c.shop_id, c.id, 1, 'open', '', 'applied', 'staff', m.ids[1 + c.id %% 200], '', '',
        '[]', '{}', c.opened_at
    FROM aftersales_case c, (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_membership
        WHERE shop_id = %(shop)s AND role = 'agent') AS m
    WHERE c.shop_id = %(shop)s"""
DEADLINES = """INSERT INTO aftersales_deadline (shop_id, case_id, timer, state, started_at, due_at,
        rule, value, source, skipped_days, acts)
    SELECT shop_id, id, CASE state WHEN 'applied' THEN 'answer' WHEN 'wait_buyer_ship'
        THEN 'ship_back' ELSE 'confirm' END, 'running', opened_at, due_at,
        'aftersales.answer_shipped_hours', 48, 'x', '[]', true
    FROM aftersales_case WHERE shop_id = %(shop)s AND due_at IS NOT NULL"""
APPROVALS = """INSERT INTO aftersales_approval (shop_id, case_id, version, verb, fen, state, reason,
        asked_by_id, asked_at, answer)
    SELECT c.shop_id, c.id, 1, 'agree', 1000, 'waiting', '照片清楚', m.id, now(), ''
    FROM aftersales_case c, (SELECT min(id) AS id FROM accounts_membership
        WHERE shop_id = %(shop)s AND role = 'agent') AS m
    WHERE c.shop_id = %(shop)s AND c.state = 'applied' AND c.id %% 25 = 0"""
TABLES = ("case", "caseline", "caseevent", "deadline", "approval")


def build(job: dict[str, Any]) -> dict[str, Any]:
    """How long it took."""
    begin = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(QUIETLY)
        for sql in (CASES, LINES, EVENTS, DEADLINES, APPROVALS):
            cursor.execute(sql, job)
        cursor.execute(ALOUD)
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE aftersales_{table}")
        cursor.execute("CHECKPOINT")
    return {"seconds": round(time.monotonic() - begin, 1)}


if __name__ == "__main__":
    answer_job(build(read_job()))
