"""Many open cases at once, past the actions: for what must stay quick however many there are."""

from django.db import connection

from helpdesk.commerce.models import Order

# Every fortieth waits for the money, the rest for us or for the buyer; due within ten days.
CASES = """
INSERT INTO aftersales_case (shop_id, order_id, buyer_id, kind, state, is_open, cause, words,
    amount_fen, edits, of_shop, freight_payer, freight_rule, freight_source, offer_kind,
    return_waybill, sent_waybill, opened_at, due_at, version)
SELECT %(shop)s, %(order)s, %(buyer)s, (ARRAY['refund', 'return', 'exchange'])[1 + n %% 3],
    CASE WHEN n %% 40 = 0 THEN 'refunding' WHEN n %% 2 = 0 THEN 'applied' ELSE 'in_return' END,
    true, (ARRAY['quality', 'dislike', 'wrong', 'late'])[1 + n %% 4], '', 100, 0, false, 'seller',
    'fault', 'x', '', '', '', now(),
    CASE WHEN n %% 40 = 0 THEN NULL ELSE now() + n * interval '10 days' / %(count)s END, 1
FROM generate_series(1, %(count)s) n
"""
DEADLINES = """
INSERT INTO aftersales_deadline (shop_id, case_id, timer, state, started_at, due_at, rule, value,
    source, skipped_days, acts)
SELECT shop_id, id, CASE WHEN state = 'applied' THEN 'answer' ELSE 'travel' END, 'running',
    now(), due_at, 'aftersales.answer_shipped_hours', 48, 'x', '[]', true
FROM aftersales_case WHERE shop_id = %(shop)s AND due_at IS NOT NULL
"""


def many_cases(order: Order, count: int) -> None:
    """Of one order, without lines, events or the checks of the database; analysed."""
    given = {
        "shop": order.shop_id,
        "order": order.pk,
        "buyer": order.buyer_id,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(CASES, given)
        cursor.execute(DEADLINES, given)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("ANALYZE aftersales_case")
