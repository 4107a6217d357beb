"""A parcel scanned by mistake may be scanned again; what a case owes to send is owed once.

The register of what is to be sent again had a follow-up of its own beside the case's: those that
are open end here, and the case's stands for both.
"""

from django.db import migrations, models

from helpdesk.kernel.migrating import AtOnce

DOUBLES = """
UPDATE followups_reminder reminder SET state = 'needless'
FROM followups_followup owed, aftersales_reship sent
WHERE reminder.followup_id = owed.id AND reminder.state IN ('waiting', 'failed')
    AND owed.source_kind = 'reship' AND owed.state = 'open'
    AND sent.id = owed.source_id AND sent.shop_id = owed.shop_id AND sent.case_id IS NOT NULL;
UPDATE followups_followup owed SET state = 'done', outcome = '跟着售后单的期限',
    ended_at = now(), changed_at = now(), changed_by_id = NULL, version = owed.version + 1
FROM aftersales_reship sent
WHERE owed.source_kind = 'reship' AND owed.state = 'open'
    AND sent.id = owed.source_id AND sent.shop_id = owed.shop_id AND sent.case_id IS NOT NULL;
"""


class Migration(AtOnce):
    dependencies = [
        ("aftersales", "0012_trouble_of_products"),
        ("followups", "0006_counted_on_the_index"),
    ]

    operations = [
        migrations.RunSQL(DOUBLES, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="returnedparcel",
            name="is_mistake",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RemoveConstraint(model_name="returnedparcel", name="returned_one_a_waybill"),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("waybill", ""), _negated=True)
                & models.Q(("is_mistake", False)),
                fields=("shop", "waybill"),
                name="returned_one_a_waybill",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnedparcel",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_mistake", False), ("is_open", False), _connector="OR"),
                name="returned_mistake_is_over",
            ),
        ),
    ]
