"""How a person has the desk's list sorted."""

from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("accounts", "0006_opening"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="list_order",
            field=models.CharField(
                choices=[("wait", "按等待"), ("time", "按时间")],
                db_default="wait",
                default="wait",
                max_length=4,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("list_order__in", ["wait", "time"])),
                name="accounts_user_list_order",
            ),
        ),
    ]
