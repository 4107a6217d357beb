"""What became of a refund whose service was disconnected: a person says so, and it is compared."""

from django.db import migrations, models
from django.db.models import Q

from helpdesk.kernel.migrating import AtOnce

VERBS = [
    ("open", "申请"),
    ("edit", "修改申请"),
    ("agree", "同意"),
    ("refuse", "拒绝"),
    ("offer", "提另一个方案"),
    ("accept", "接受方案"),
    ("decline", "不接受方案"),
    ("escalate", "请平台介入"),
    ("prove", "凭证交给了平台"),
    ("rule_buyer", "平台支持买家"),
    ("rule_seller", "平台支持商家"),
    ("ship_back", "寄回"),
    ("arrive", "退件签收"),
    ("not_yet", "收错件，还在途中"),
    ("not_sent", "收错件，还没寄回"),
    ("miss", "签收了没找到"),
    ("find", "退件找到了"),
    ("pass", "验货通过"),
    ("bear_loss", "不等了，先办"),
    ("send", "寄出"),
    ("pay_instead", "改成退款"),
    ("confirm", "确认收到"),
    ("issue", "发票已开"),
    ("paid", "退款到账"),
    ("pay_refused", "支付渠道没退"),
    ("pay_again", "重新退款"),
    ("pay_outside", "已在别处退款"),
    ("found_paid", "查实退了"),
    ("found_unpaid", "查实没退"),
    ("withdraw", "撤销申请"),
    ("close", "关闭"),
    ("add", "补充说明"),
    ("expire", "到时自动办"),
    ("overdue", "过了时限"),
]


class Migration(AtOnce):
    dependencies = [("aftersales", "0016_time_of_proof")]

    operations = [
        migrations.AddField("refund", "tried_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "refund", "is_said", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("refund", "compared_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            "refund",
            models.Index(
                condition=Q(is_said=True, compared_at__isnull=True),
                fields=["settled_at", "id"],
                name="refund_to_compare",
            ),
        ),
        migrations.AlterField("approval", "verb", models.CharField(choices=VERBS, max_length=16)),
        migrations.AlterField("caseevent", "verb", models.CharField(choices=VERBS, max_length=16)),
    ]
