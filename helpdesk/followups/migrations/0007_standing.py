"""What is open is counted as it changes: the radar adds up hours in place of every follow-up.

Statement triggers write what came and went as rows that are only ever added, so that nobody waits
for anybody; the sweep merges rows alike. `followups_recount` holds them against the follow-ups.
"""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

COLUMNS = "shop_id, whose, kind, due_hour, urgent_hour, is_important"

# A follow-up counts for the shop, and once more for whose it is.
COUNTED = """
SELECT f.shop_id, w.whose, f.kind,
    date_bin('1 hour', f.due_at, '2000-01-01Z') AS due_hour,
    date_bin('1 hour', f.urgent_from, '2000-01-01Z') AS urgent_hour,
    f.is_important, {sign} AS n, {sign} * f.money_at_risk_fen AS fen
FROM {rows} f CROSS JOIN LATERAL (VALUES ('shop'), (CASE
    WHEN f.owner_id IS NOT NULL THEN 'member:' || f.owner_id
    WHEN f."group" IS NOT NULL THEN 'group:' || f."group"
    ELSE 'role:' || f.for_role END)) AS w (whose)
WHERE f.state = 'open'"""


def counted(rows: str, sign: int) -> str:
    return COUNTED.format(rows=rows, sign=sign)


def keeping(event: str, tables: str, changes: str) -> migrations.RunSQL:
    """A function and its trigger; what comes to nothing is not written."""
    name = f"followups_standing_{event}"
    return migrations.RunSQL(
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO followups_standing ({COLUMNS}, count, fen, is_merged)
    SELECT {COLUMNS}, sum(n), sum(fen), false FROM ({changes}) AS changes
    GROUP BY {COLUMNS} HAVING sum(n) <> 0 OR sum(fen) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event.upper()} ON followups_followup
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}();""",
        f"DROP TRIGGER {name} ON followups_followup; DROP FUNCTION {name}();",
    )


CAME, WENT = counted("came", 1), counted("went", -1)

# Writers wait meanwhile; how many sums were wrong, now put right.
RECOUNT = f"""CREATE FUNCTION followups_recount(asked bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
    LOCK TABLE followups_followup IN SHARE MODE;
    SELECT count(*) INTO wrong FROM (
        SELECT 1 FROM (
            SELECT {COLUMNS}, count AS n, fen FROM followups_standing WHERE shop_id = asked
            UNION ALL {counted("followups_followup", -1)} AND f.shop_id = asked
        ) AS both_ways
        GROUP BY {COLUMNS} HAVING sum(n) <> 0 OR sum(fen) <> 0
    ) AS differences;
    IF wrong > 0 THEN
        DELETE FROM followups_standing WHERE shop_id = asked;
        INSERT INTO followups_standing ({COLUMNS}, count, fen, is_merged)
        SELECT {COLUMNS}, sum(n), sum(fen), true
        FROM ({counted("followups_followup", 1)} AND f.shop_id = asked) AS whole
        GROUP BY {COLUMNS};
    END IF;
    RETURN wrong;
END $$"""

OPEN = models.Q(("state", "open"))


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("commerce", "0013_lines_of_product"),
        ("followups", "0006_counted_on_the_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("whose", models.CharField(max_length=32)),
                ("kind", models.CharField(max_length=40)),
                ("due_hour", models.DateTimeField()),
                ("urgent_hour", models.DateTimeField(null=True)),
                ("is_important", models.BooleanField()),
                ("count", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("is_merged", models.BooleanField(default=False)),
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
                "indexes": [
                    models.Index(
                        fields=["shop", "whose", "due_hour"],
                        include=("kind", "urgent_hour", "is_important", "count", "fen"),
                        name="standing_of_whom",
                    ),
                    models.Index(
                        fields=["shop"],
                        condition=models.Q(("is_merged", False)),
                        name="standing_unmerged",
                    ),
                ],
            },
        ),
        migrations.RemoveIndex(model_name="followup", name="followup_by_time"),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                fields=["shop", "due_at", "id"], name="followup_by_time", condition=OPEN
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                fields=["shop", "urgent_from"], name="followup_by_urgency", condition=OPEN
            ),
        ),
        keeping("insert", "NEW TABLE AS came", CAME),
        keeping("update", "OLD TABLE AS went NEW TABLE AS came", f"{CAME} UNION ALL {WENT}"),
        keeping("delete", "OLD TABLE AS went", WENT),
        migrations.RunSQL(RECOUNT, "DROP FUNCTION followups_recount(bigint)"),
        migrations.RunSQL("SELECT followups_recount(id) FROM accounts_shop", ""),
    ]
