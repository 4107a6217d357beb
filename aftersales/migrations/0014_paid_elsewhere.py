"""What was paid elsewhere has left, whatever other cases of the order still ask for.

A platform may have paid two cases of an order by itself: each is put down as it was, the first too.
"""

from django.db import migrations

OUTSIDE = """
    IF TG_TABLE_NAME = 'aftersales_refund' AND NEW.state = 'outside' THEN
        live := 0; asked := 0;  -- a fact, not a promise: only what has left counts
    END IF;"""

WITHIN_PAID = """
CREATE OR REPLACE FUNCTION aftersales_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid bigint; told bigint; gone bigint; live bigint; asked bigint;
BEGIN
    SELECT paid_fen, refunded_fen INTO paid, told FROM commerce_order
        WHERE shop_id = NEW.shop_id AND id = NEW.order_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(fen) FILTER (WHERE state IN ('paid', 'outside')), 0),
           coalesce(sum(fen) FILTER (WHERE state IN ('owed', 'sent')), 0)
        INTO gone, live FROM aftersales_refund
        WHERE shop_id = NEW.shop_id AND order_id = NEW.order_id;
    SELECT coalesce(sum(amount_fen), 0) INTO asked FROM aftersales_case c
        WHERE c.shop_id = NEW.shop_id AND c.order_id = NEW.order_id AND c.is_open
        AND NOT EXISTS (SELECT FROM aftersales_refund r WHERE r.shop_id = c.shop_id
                        AND r.case_id = c.id AND r.state <> 'refused');{outside}
    IF greatest(told, gone) + live + asked > paid THEN
        RAISE EXCEPTION 'order %: % fen paid, % gone, % under way, % asked for',
            NEW.order_id, paid, greatest(told, gone), live, asked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_within_paid';
    END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("aftersales", "0013_owed_once")]

    operations = [
        migrations.RunSQL(
            WITHIN_PAID.format(outside=OUTSIDE),
            WITHIN_PAID.format(outside=""),
        ),
    ]
