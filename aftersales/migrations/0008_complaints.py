"""Complaints and their steps; keys that keep shops apart as in 0002."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_complaint", "complaint_owner_same_shop", "owner_id", "accounts_membership"),
    ("aftersales_complaint", "complaint_opener_same_shop", "opened_by_id", "accounts_membership"),
    ("aftersales_complaint", "complaint_closer_same_shop", "closed_by_id", "accounts_membership"),
    (
        "aftersales_complaint",
        "complaint_answerer_same_shop",
        "answered_by_id",
        "accounts_membership",
    ),
    ("aftersales_complaint", "complaint_buyer_same_shop", "buyer_id", "commerce_buyer"),
    ("aftersales_complaint", "complaint_order_same_shop", "order_id", "commerce_order"),
    (
        "aftersales_complaint",
        "complaint_chat_same_shop",
        "conversation",
        "conversations_conversation",
    ),
    (
        "aftersales_complaintstep",
        "complaint_step_same_shop",
        "complaint_id",
        "aftersales_complaint",
    ),
    (
        "aftersales_complaintstep",
        "complaint_stepper_same_shop",
        "done_by_id",
        "accounts_membership",
    ),
]


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(AtOnce):
    dependencies = [
        ("conversations", "0021_followup_conversations"),
        ("accounts", "0008_attention"),
        ("aftersales", "0007_problem_parcels"),
        ("commerce", "0011_buyer_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("conversation", models.BigIntegerField(null=True)),
                (
                    "grievance",
                    models.CharField(
                        choices=[
                            ("service", "服务态度"),
                            ("slow_answer", "回得慢"),
                            ("quality", "质量"),
                            ("not_as_said", "和描述不符"),
                            ("late", "发货慢、到得慢"),
                            ("wrong", "发错、少发"),
                            ("damaged", "收到就坏了"),
                            ("after_sales", "退换难"),
                            ("price", "买完就降价"),
                            ("other", "别的"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("question", models.CharField(blank=True, default="", max_length=500)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=500)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.buyer",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commerce.order",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "shop_id",
                        "complaint_id",
                        "step",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("listen", "先听他说完"),
                            ("apologise", "诚恳道歉"),
                            ("gather", "问清经过"),
                            ("propose", "给方案和时间"),
                            ("agree", "问他同不同意"),
                            ("revisit", "次日回访"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                ("done_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="aftersales.complaint",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
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
            ],
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["shop", "-opened_at"],
                name="complaint_open",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["shop", "-opened_at", "-id"], name="complaint_newest"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("buyer__isnull", False)),
                fields=["shop", "buyer"],
                name="complaint_of_buyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(fields=("shop", "id"), name="complaint_of_shop"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("is_open", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("is_open", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="complaint_ends_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_at__gte", models.F("opened_at")),
                    _connector="OR",
                ),
                name="complaint_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "grievance__in",
                        [
                            "service",
                            "slow_answer",
                            "quality",
                            "not_as_said",
                            "late",
                            "wrong",
                            "damaged",
                            "after_sales",
                            "price",
                            "other",
                        ],
                    )
                ),
                name="complaint_grievance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="complaint_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("asked_at__isnull", True), ("question", "")),
                    models.Q(
                        models.Q(("question", ""), _negated=True), ("asked_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="complaint_answer_to_a_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["listen", "apologise", "gather", "propose", "agree", "revisit"])
                ),
                name="complaint_step_known",
            ),
        ),
        *(migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS),
    ]
