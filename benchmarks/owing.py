"""What a large shop owes: orders and open follow-ups by SQL, the same on every machine.

Each follow-up has an order, a third have nobody yet, the rest one of two hundred agents; they are
due over ten days, one in fifty is over. Each has a reminder that is due now, for the sweep.
"""

import time
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be set up first

from benchmarks.servers import answer_job, read_job  # noqa: E402

# Bulk data of our own making: no trigger has anything to say about it.
QUIETLY = "SET session_replication_role = replica"
ALOUD = "SET session_replication_role = DEFAULT"
ORDERS = """INSERT INTO commerce_order (shop_id, number, buyer_id, platform, state, goods_fen,
        freight_fen, discount_fen, paid_fen, refunded_fen, created_at, flag, memo, province)
    SELECT %(shop)s, 'L' || lpad(n::text, 12, '0'), b.ids[1 + n %% array_length(b.ids, 1)],
        'taobao', 'paid', 1000 + n %% 40000, 0, 0, 1000 + n %% 40000, 0,
        now() - n * interval '20 seconds', 0, '', ''
    FROM generate_series(1, %(orders)s) AS n,
        (SELECT array_agg(id) AS ids FROM commerce_buyer WHERE shop_id = %(shop)s) AS b"""
FOLLOWUPS = """INSERT INTO followups_followup (shop_id, kind, title, because, owner_id, starts_at,
        due_at, money_at_risk_fen, urgent_from, is_important, weight_reason, order_id, buyer_id,
        source_kind, next_steps, state, outcome, version, changed_at)
    SELECT o.shop_id, (ARRAY['promise', 'noted', 'duty', 'case_answer', 'case_send'])[1 + n %% 5],
        '第 ' || n || ' 件', '买家等着', CASE WHEN n %% 3 > 0 THEN m.ids[1 + n %% 200] END,
        now() - interval '1 day', now() + (n %% 20000 - 400) * interval '43 seconds',
        (n * 7919 %% 50000), now() + (n %% 20000 - 720) * interval '43 seconds', n %% 4 = 0, '',
        o.id, o.buyer_id, '', '[]', 'open', '', 1, now()
    FROM (SELECT id, shop_id, buyer_id, row_number() OVER (ORDER BY id) AS n
          FROM commerce_order WHERE shop_id = %(shop)s ORDER BY id LIMIT %(followups)s) AS o,
        (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_membership
         WHERE shop_id = %(shop)s AND role = 'agent') AS m"""
REMINDERS = """INSERT INTO followups_reminder (shop_id, followup_id, percent, of_due_at, due_at,
        state, failures, problem)
    SELECT shop_id, id, 50, due_at, now() - interval '1 minute', 'waiting', 0, ''
    FROM followups_followup WHERE shop_id = %(shop)s"""
TABLES = ("commerce_order", "followups_followup", "followups_reminder", "followups_standing")


def build(job: dict[str, Any]) -> dict[str, Any]:
    """How long it took, and how much there is."""
    begin = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(QUIETLY)
        for sql in (ORDERS, FOLLOWUPS, REMINDERS):
            cursor.execute(sql, job)
        cursor.execute("SELECT followups_recount(%(shop)s)", job)
        cursor.execute(ALOUD)
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
        cursor.execute("CHECKPOINT")
    return {"seconds": round(time.monotonic() - begin, 1)}


if __name__ == "__main__":
    answer_job(build(read_job()))
