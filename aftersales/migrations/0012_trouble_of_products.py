"""What a line of a case was and since when, by which a product's trouble is counted; who moved a
deadline; the shop's evidence at the platform."""

import django.db.models.deletion
from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

KEYS = [
    ("aftersales_caseline", "case_line_product_same_shop", "product_id", "commerce_product"),
    ("aftersales_caseline", "case_line_sku_same_shop", "sku_id", "commerce_sku"),
    ("aftersales_deadline", "deadline_mover_same_shop", "moved_by_id", "accounts_membership"),
]

FILL = """
UPDATE aftersales_caseline l SET opened_at = c.opened_at
FROM aftersales_case c WHERE c.shop_id = l.shop_id AND c.id = l.case_id;
UPDATE aftersales_caseline l SET product_id = o.product_id, sku_id = o.sku_id
FROM commerce_orderline o
WHERE o.shop_id = l.shop_id AND o.order_id = l.order_id AND o.position = l.position
  AND o.title = l.title AND o.spec = l.spec;
"""
# An import may have written the order's lines anew since: then the words no longer agree, and the
# line counts for no product.


def composite(table: str, name: str, column: str, target: str) -> migrations.RunSQL:
    """A row of one shop cannot name another shop's, whatever the code does."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0008_attention"),
        ("aftersales", "0011_one_followup_a_kind"),
        ("commerce", "0012_names_by_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="caseline",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="caseline",
            name="product",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="commerce.product",
            ),
        ),
        migrations.AddField(
            model_name="caseline",
            name="sku",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="commerce.sku",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="moved_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
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
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="caseline",
            name="opened_at",
            field=models.DateTimeField(),
        ),
        *(composite(*key) for key in KEYS),
        migrations.AddIndex(
            model_name="caseline",
            index=models.Index(
                condition=models.Q(("product__isnull", False)),
                fields=["shop", "product", "-opened_at"],
                include=("case", "sku"),
                name="case_line_of_product",
            ),
        ),
    ]
