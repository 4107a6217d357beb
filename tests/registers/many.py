"""Many open rows of a register at once, past the actions, each with its check."""

from django.db import connection

from helpdesk.commerce.models import Order

ROWS = {
    "problem": """
INSERT INTO aftersales_problemparcel (shop_id, order_id, owner_id, waybill, courier, trouble,
    words, is_open, opened_at, outcome, version)
SELECT %(shop)s, %(order)s, CASE WHEN n %% 3 = 0 THEN %(owner)s END, 'YT' || 7200000000 + n,
    '圆通', 'stuck', '', true, now(), '', 1
FROM generate_series(1, %(count)s) n RETURNING id
""",
    "reship": """
INSERT INTO aftersales_reship (shop_id, order_id, owner_id, what, promised_at, waybill, is_open,
    opened_at, outcome, version)
SELECT %(shop)s, %(order)s, CASE WHEN n %% 3 = 0 THEN %(owner)s END, '袜子 ×' || n,
    now() + interval '2 days', '', true, now(), '', 1
FROM generate_series(1, %(count)s) n RETURNING id
""",
}
# Due within ten days, the first tenth late.
CHECKS = """
WITH made AS ({rows})
INSERT INTO followups_followup (shop_id, kind, title, because, for_role, starts_at, due_at,
    money_at_risk_fen, is_important, weight_reason, source_kind, source_id, checks, next_steps,
    state, outcome, version, changed_at)
SELECT %(shop)s, %(kind)s, 'x', '', '', now() - interval '9 days',
    now() + (n - %(count)s / 10) * interval '10 days' / %(count)s, 0, false, '', %(kind)s, id,
    '[]', '[]', 'open', '', 1, now()
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM made) numbered
"""


def many_rows(kind: str, order: Order, owner_id: int, count: int) -> None:
    """Without the checks of the database; analysed."""
    given = {
        "shop": order.shop_id,
        "order": order.pk,
        "owner": owner_id,
        "kind": kind,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(CHECKS.format(rows=ROWS[kind]), given)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("ANALYZE followups_followup")
        cursor.execute("ANALYZE aftersales_problemparcel")
        cursor.execute("ANALYZE aftersales_reship")
