"""The time in which a platform wants the shop's evidence is a deadline of the case: its row has a
clock, is sorted by it, and counts. Cases that owe theirs now get the one their to-do has.
"""

from django.db import migrations, models
from django.db.models import Q

from helpdesk.kernel.migrating import AtOnce

TIMERS = [
    ("answer", "商家答复"),
    ("offer", "买家回应方案"),
    ("refusal", "买家回应拒绝"),
    ("ship_back", "买家寄回"),
    ("travel", "退件在途"),
    ("confirm", "验货退款"),
    ("reship", "商家寄出"),
    ("receive", "买家收货"),
    ("issue", "开发票"),
    ("prove", "凭证交给平台"),
]
# By the number that their to-do has: the shop's own, else the product's. What is over already is
# due now, so that the sweep marks it. The trigger of 0003 puts the end on the case.
RUN = """
INSERT INTO aftersales_deadline (shop_id, case_id, timer, state, started_at, due_at, near_at, rule,
    value, source, policy_id, effective_from, skipped_days, acts)
SELECT held.shop_id, held.id, 'prove', 'running', asked.at, asked.at + hours.n * interval '1 hour',
    asked.at + hours.n * interval '48 minutes', 'aftersales.platform_hours', hours.n,
    COALESCE(own.source, '产品默认：拼多多 1 到 3 天判，第三方整理；以平台发来的通知为准'),
    own.id, own.effective_from, '[]', true
FROM aftersales_case held
CROSS JOIN LATERAL (
    SELECT max(event.at) AS at FROM aftersales_caseevent event
    WHERE event.shop_id = held.shop_id AND event.case_id = held.id AND event.verb = 'escalate'
) asked
LEFT JOIN LATERAL (
    SELECT id, value, left(source, 300) AS source, effective_from FROM accounts_policy policy
    WHERE policy.shop_id = held.shop_id AND policy.name = 'aftersales.platform_hours'
        AND policy.effective_from <= clock_timestamp()
    ORDER BY policy.effective_from DESC, policy.id DESC LIMIT 1
) own ON true
CROSS JOIN LATERAL (SELECT COALESCE((own.value #>> '{}')::int, 48) AS n) hours
WHERE held.owes_proof AND asked.at IS NOT NULL;
"""


class Migration(AtOnce):
    dependencies = [("aftersales", "0015_proof_owed")]

    operations = [
        migrations.AlterField(
            model_name="deadline",
            name="timer",
            field=models.CharField(choices=TIMERS, max_length=16),
        ),
        migrations.RemoveConstraint(model_name="deadline", name="deadline_timer_known"),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=Q(timer__in=[code for code, _label in TIMERS]),
                name="deadline_timer_known",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=Q(owes_proof=True), fields=["shop", "id"], name="case_owing_proof"
            ),
        ),
        migrations.RunSQL(RUN, migrations.RunSQL.noop),
    ]
