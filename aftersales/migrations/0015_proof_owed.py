"""Cases at a platform whose evidence the shop has not handed in stand where the shop owes
something; verbs and needs got two more of each other's words.
"""

from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

OWED = """
UPDATE aftersales_case held SET owes_proof = true
WHERE held.state = 'platform' AND NOT EXISTS (
    SELECT FROM aftersales_caseevent handed
    WHERE handed.shop_id = held.shop_id AND handed.case_id = held.id AND handed.verb = 'prove'
        AND handed.version > (
            SELECT max(version) FROM aftersales_caseevent asked
            WHERE asked.shop_id = held.shop_id AND asked.case_id = held.id
                AND asked.verb = 'escalate'
        )
);
"""


class Migration(AtOnce):
    dependencies = [("aftersales", "0014_paid_elsewhere")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="owes_proof",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("owes_proof", False), ("state", "platform"), _connector="OR"),
                name="case_owes_proof_to_a_platform",
            ),
        ),
        migrations.AlterField(
            model_name="approval",
            name="verb",
            field=models.CharField(
                choices=[
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
                    ("withdraw", "撤销申请"),
                    ("close", "关闭"),
                    ("add", "补充说明"),
                    ("expire", "到时自动办"),
                    ("overdue", "过了时限"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="verb",
            field=models.CharField(
                choices=[
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
                    ("withdraw", "撤销申请"),
                    ("close", "关闭"),
                    ("add", "补充说明"),
                    ("expire", "到时自动办"),
                    ("overdue", "过了时限"),
                ],
                max_length=16,
            ),
        ),
        migrations.RunSQL(OWED, migrations.RunSQL.noop),
    ]
