"""What Django cannot say: keys that keep shops apart, and rules that hold whatever the code does.

Shops: as in conversations/migrations/0002_shop_keys.py. Rules: no more leaves an order than came
in; a finished case never moves again; no move without its event; events never change; a refund
keeps its sum and key and, once settled, its outcome.
"""

from django.db import migrations

CASE = "aftersales_case"
MEMBER = "accounts_membership"
KEYS = [
    ("aftersales_case", "case_order_same_shop", "order_id", "commerce_order"),
    ("aftersales_case", "case_buyer_same_shop", "buyer_id", "commerce_buyer"),
    ("aftersales_case", "case_opener_same_shop", "opened_by_id", MEMBER),
    ("aftersales_caseline", "case_line_order_same_shop", "order_id", "commerce_order"),
    ("aftersales_caseevent", "case_event_same_shop", "case_id", CASE),
    ("aftersales_caseevent", "case_event_member_same_shop", "member_id", MEMBER),
    ("aftersales_deadline", "deadline_case_same_shop", "case_id", CASE),
    ("aftersales_refund", "refund_case_same_shop", "case_id", CASE),
    ("aftersales_refund", "refund_order_same_shop", "order_id", "commerce_order"),
    ("aftersales_refund", "refund_member_same_shop", "made_by_id", MEMBER),
    ("aftersales_approval", "approval_case_same_shop", "case_id", CASE),
    ("aftersales_approval", "approval_asker_same_shop", "asked_by_id", MEMBER),
    ("aftersales_approval", "approval_decider_same_shop", "decided_by_id", MEMBER),
]

# Lines are open exactly while their case is: the key carries it, and it cascades.
LINES = """
ALTER TABLE aftersales_caseline ADD CONSTRAINT case_line_open_as_case
FOREIGN KEY (shop_id, case_id, is_open) REFERENCES aftersales_case (shop_id, id, is_open)
ON UPDATE CASCADE
"""
NO_LINES = "ALTER TABLE aftersales_caseline DROP CONSTRAINT case_line_open_as_case"

# One pot an order: the larger of the platform's word and our own refunds has left; what is under
# way or asked for by open cases is promised. The order's row serialises whoever adds to it.
MONEY = """
CREATE FUNCTION aftersales_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
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
                        AND r.case_id = c.id AND r.state <> 'refused');
    IF greatest(told, gone) + live + asked > paid THEN
        RAISE EXCEPTION 'order %: % fen paid, % gone, % under way, % asked for',
            NEW.order_id, paid, greatest(told, gone), live, asked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_within_paid';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER case_within_paid AFTER INSERT ON aftersales_case
    FOR EACH ROW WHEN (NEW.amount_fen > 0) EXECUTE FUNCTION aftersales_within_paid();
CREATE TRIGGER case_more_within_paid AFTER UPDATE OF amount_fen ON aftersales_case
    FOR EACH ROW WHEN (NEW.amount_fen > OLD.amount_fen) EXECUTE FUNCTION aftersales_within_paid();
CREATE TRIGGER refund_within_paid AFTER INSERT ON aftersales_refund
    FOR EACH ROW EXECUTE FUNCTION aftersales_within_paid();
"""
NO_MONEY = """
DROP TRIGGER refund_within_paid ON aftersales_refund;
DROP TRIGGER case_more_within_paid ON aftersales_case;
DROP TRIGGER case_within_paid ON aftersales_case;
DROP FUNCTION aftersales_within_paid();
"""

TERMINAL = """
CREATE FUNCTION aftersales_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT OLD.is_open THEN
        RAISE EXCEPTION 'case % is over: % refused', OLD.id, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.version <= OLD.version THEN
        RAISE EXCEPTION 'case % moved without a version', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_stays BEFORE UPDATE OR DELETE ON aftersales_case
    FOR EACH ROW EXECUTE FUNCTION aftersales_case_stays();
"""
NOT_TERMINAL = """
DROP TRIGGER case_stays ON aftersales_case;
DROP FUNCTION aftersales_case_stays();
"""

EVENTS = """
CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON aftersales_caseevent
    FOR EACH ROW EXECUTE FUNCTION accounts_append_only();
CREATE FUNCTION aftersales_case_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM aftersales_caseevent WHERE shop_id = NEW.shop_id AND case_id = NEW.id
        AND version = NEW.version AND after = NEW.state;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'case % is at version % without an event', NEW.id, NEW.version
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_has_event';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_new_has_event AFTER INSERT ON aftersales_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION aftersales_case_has_event();
CREATE CONSTRAINT TRIGGER case_moved_has_event AFTER UPDATE OF state, version ON aftersales_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.version <> OLD.version OR NEW.state <> OLD.state)
    EXECUTE FUNCTION aftersales_case_has_event();
"""
NO_EVENTS = """
DROP TRIGGER case_moved_has_event ON aftersales_case;
DROP TRIGGER case_new_has_event ON aftersales_case;
DROP FUNCTION aftersales_case_has_event();
DROP TRIGGER case_event_append_only ON aftersales_caseevent;
"""

REFUNDS = """
CREATE FUNCTION aftersales_refund_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.shop_id, NEW.case_id, NEW.order_id, NEW.fen, NEW.key)
            IS DISTINCT FROM (OLD.shop_id, OLD.case_id, OLD.order_id, OLD.fen, OLD.key)
        OR (OLD.settled_at IS NOT NULL
            AND (NEW.state, NEW.reference, NEW.settled_at)
                IS DISTINCT FROM (OLD.state, OLD.reference, OLD.settled_at)) THEN
        RAISE EXCEPTION 'refund % stays as it is: % refused', OLD.id, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refund_stays BEFORE UPDATE OR DELETE ON aftersales_refund
    FOR EACH ROW EXECUTE FUNCTION aftersales_refund_stays();
"""
NO_REFUNDS = """
DROP TRIGGER refund_stays ON aftersales_refund;
DROP FUNCTION aftersales_refund_stays();
"""


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(migrations.Migration):
    dependencies = [("aftersales", "0001_cases")]

    operations = [
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
        migrations.RunSQL(LINES, NO_LINES),
        migrations.RunSQL(MONEY, NO_MONEY),
        migrations.RunSQL(TERMINAL, NOT_TERMINAL),
        migrations.RunSQL(EVENTS, NO_EVENTS),
        migrations.RunSQL(REFUNDS, NO_REFUNDS),
    ]
