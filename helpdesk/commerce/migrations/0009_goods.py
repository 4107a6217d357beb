"""Goods that are edited, payments as rows, and what is needed to take an import back.

The payments of an order add up to its ``paid_fen``: two deferred triggers look at the end of each
transaction that touched either side (docs/decisions/0015-undo-of-imports.md says why here).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

ADD_UP = """
CREATE FUNCTION commerce_payments_add_up(of_shop bigint, of_order bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE due bigint; got bigint;
BEGIN
    SELECT paid_fen INTO due FROM commerce_order WHERE shop_id = of_shop AND id = of_order;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT coalesce(sum(fen), 0) INTO got FROM commerce_payment
        WHERE shop_id = of_shop AND order_id = of_order;
    IF due <> got THEN
        RAISE EXCEPTION 'order % has % fen paid and payments of % fen', of_order, due, got
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_paid_is_its_payments';
    END IF;
END $$;
CREATE FUNCTION commerce_order_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM commerce_payments_add_up(NEW.shop_id, NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION commerce_payment_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM commerce_payments_add_up(OLD.shop_id, OLD.order_id);
    ELSE
        PERFORM commerce_payments_add_up(NEW.shop_id, NEW.order_id);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER order_paid_is_new AFTER INSERT ON commerce_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen > 0)
    EXECUTE FUNCTION commerce_order_adds_up();
CREATE CONSTRAINT TRIGGER order_paid_is_other AFTER UPDATE OF paid_fen ON commerce_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen <> OLD.paid_fen)
    EXECUTE FUNCTION commerce_order_adds_up();
CREATE CONSTRAINT TRIGGER payment_is_other AFTER INSERT OR UPDATE OR DELETE ON commerce_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION commerce_payment_adds_up();
"""
NO_MORE = """
DROP TRIGGER payment_is_other ON commerce_payment;
DROP TRIGGER order_paid_is_other ON commerce_order;
DROP TRIGGER order_paid_is_new ON commerce_order;
DROP FUNCTION commerce_payment_adds_up();
DROP FUNCTION commerce_order_adds_up();
DROP FUNCTION commerce_payments_add_up(bigint, bigint);
"""
# What came in so far is one payment each: nothing else is known of it. The triggers run at once,
# so that the tables can still be altered in this transaction.
ONE_EACH = """
INSERT INTO commerce_payment (shop_id, order_id, paid_at, fen, part, method, reference)
SELECT shop_id, id, coalesce(paid_at, created_at), paid_fen, 'whole', '', ''
FROM commerce_order WHERE paid_fen > 0;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
KEYS = [
    ("commerce_payment", "payment_order_same_shop", "order_id", "commerce_order"),
    ("commerce_importtrace", "trace_import_same_shop", "order_import_id", "commerce_orderimport"),
]


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0006_opening"),
        ("commerce", "0008_personal_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportTrace",
            fields=[
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
                (
                    "order_import",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traces",
                        to="commerce.orderimport",
                    ),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "shop_id",
                        "order_import_id",
                        "what",
                        "row_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("order", "订单"),
                            ("buyer", "买家"),
                            ("sku", "规格"),
                            ("product", "商品"),
                            ("price", "快递价格"),
                            ("courier", "快递"),
                        ],
                        max_length=8,
                    ),
                ),
                ("row_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("is_new", models.BooleanField()),
                ("stamp", models.BigIntegerField()),
                ("was", models.BigIntegerField(blank=True, null=True)),
                ("before", models.JSONField(blank=True, null=True)),
                ("parcels", models.JSONField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "还没撤"),
                            ("removed", "拿掉了"),
                            ("restored", "变回去了"),
                            ("kept", "没动"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=16)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ["order", "buyer", "sku", "product", "price", "courier"])
                        ),
                        name="trace_what_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "removed", "restored", "kept"])),
                        name="trace_outcome_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payments",
                        to="commerce.order",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.shop",
                    ),
                ),
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paid_at", models.DateTimeField()),
                ("fen", models.PositiveBigIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[("whole", "付款"), ("deposit", "定金"), ("balance", "尾款")],
                        default="whole",
                        max_length=8,
                    ),
                ),
                ("method", models.CharField(blank=True, default="", max_length=40)),
                ("reference", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["shop", "order"], name="payment_by_order"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fen__gt", 0)), name="payment_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["whole", "deposit", "balance"])),
                        name="payment_part_known",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="orderimport",
            name="import_state_known",
        ),
        migrations.RemoveIndex(
            model_name="orderimport",
            name="import_at_work",
        ),
        migrations.AddField(
            model_name="orderimport",
            name="undo",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="orderimport",
            name="undo_finished_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="orderimport",
            name="undo_started_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="orderimport",
            name="undone_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="sku",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sku",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="orderimport",
            name="kind",
            field=models.CharField(
                choices=[("orders", "订单"), ("goods", "商品"), ("prices", "快递价格")],
                default="orders",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="orderimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "等您对栏目"),
                    ("checking", "正在试"),
                    ("checked", "试过了"),
                    ("running", "正在写"),
                    ("stopped", "停下了"),
                    ("done", "写完了"),
                    ("failed", "没做成"),
                    ("undoing", "正在撤回"),
                    ("undone", "撤回了"),
                ],
                default="uploaded",
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="orderimport",
            index=models.Index(
                condition=models.Q(("state__in", ("checking", "running", "undoing"))),
                fields=["beat_at"],
                name="import_at_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["orders", "goods", "prices"])),
                name="import_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "uploaded",
                            "checking",
                            "checked",
                            "running",
                            "stopped",
                            "done",
                            "failed",
                            "undoing",
                            "undone",
                        ],
                    )
                ),
                name="import_state_known",
            ),
        ),
        *(
            migrations.RunSQL(composite(*key), f"ALTER TABLE {key[0]} DROP CONSTRAINT {key[1]}")
            for key in KEYS
        ),
        migrations.RunSQL(ONE_EACH, migrations.RunSQL.noop),
        migrations.RunSQL(ADD_UP, NO_MORE),
    ]
