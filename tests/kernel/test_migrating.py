"""Operations taken together leave what they leave one by one, forwards and backwards."""

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from helpdesk.kernel.migrating import AtOnce, Settled, Together, together

LONG = models.CheckConstraint(condition=models.Q(name__gt=""), name="trial_named")
FEW = models.CheckConstraint(condition=models.Q(number__lt=5), name="trial_few")
MANY = models.CheckConstraint(condition=models.Q(number__lt=500), name="trial_few")


def operations() -> list[Operation]:
    key = ("id", models.BigAutoField(primary_key=True))
    mother = models.ForeignKey("trial.Mother", models.CASCADE)
    return [
        migrations.CreateModel("Mother", [key, ("name", models.CharField(max_length=9))]),
        migrations.CreateModel("Child", [key, ("mother", mother)]),
        migrations.AddField("mother", "number", models.IntegerField(default=3)),
        migrations.AddField("mother", "word", models.CharField(max_length=3, unique=True)),
        migrations.AddConstraint("mother", LONG),
        migrations.AddConstraint("mother", FEW),
        migrations.RunSQL("SELECT 1", migrations.RunSQL.noop),
        migrations.RemoveConstraint("mother", "trial_few"),
        migrations.AlterField("mother", "number", models.BigIntegerField(default=3)),
        migrations.AddConstraint("mother", MANY),
        migrations.AddIndex("child", models.Index(fields=["mother", "id"], name="trial_index")),
        migrations.RemoveField("mother", "word"),
    ]


def there_and_back(kind: type[migrations.Migration]) -> list[Any]:
    """What Postgres says of both tables at the end; none are left afterwards."""
    trial = kind("0001_trial", "trial")
    trial.operations = written = operations()
    before = ProjectState()
    with connection.schema_editor() as editor:
        after = trial.apply(before.clone(), editor)
    found = described()
    assert trial.operations is written
    assert set(after.models) == {("trial", "mother"), ("trial", "child")}
    with connection.schema_editor() as editor:
        trial.unapply(before.clone(), editor)
    assert described() == []
    return found


def described() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, ordinal_position, column_name, data_type, is_nullable "
            "FROM information_schema.columns WHERE table_name LIKE 'trial\\_%%' ORDER BY 1, 2"
        )
        columns = cursor.fetchall()
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint "
            "JOIN pg_class ON pg_class.oid = conrelid WHERE relname LIKE 'trial\\_%%' ORDER BY 1"
        )
        constraints = cursor.fetchall()
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'trial\\_%%'")
        return [*columns, *constraints, *sorted(cursor.fetchall())]


@pytest.mark.django_db
def test_the_tables_are_the_same() -> None:
    one_by_one = there_and_back(migrations.Migration)
    assert len(one_by_one) > 10
    assert there_and_back(AtOnce) == one_by_one


def test_what_changes_a_model_comes_after_the_group_that_creates_it() -> None:
    groups = list(together(operations()))
    assert [len(group.operations) for group in groups if isinstance(group, Together)] == [2, 4, 5]
    settled = groups[2]
    assert isinstance(settled, Settled)
    assert isinstance(settled.operation, migrations.RunSQL)


def test_rows_that_were_written_do_not_keep_their_table_from_being_altered() -> None:
    """Most keys here are held at the commit; an upgrade fills a column and alters the table."""
    key = ("id", models.BigAutoField(primary_key=True))
    trial = AtOnce("0001_trial", "trial")
    trial.operations = [
        migrations.CreateModel("Mother", [key]),
        migrations.CreateModel(
            "Child", [key, ("mother", models.ForeignKey("trial.Mother", models.CASCADE))]
        ),
        migrations.RunSQL(
            "INSERT INTO trial_mother VALUES (1); INSERT INTO trial_child VALUES (1, 1);",
            "UPDATE trial_child SET mother_id = 1;",
        ),
        migrations.AddField("child", "word", models.CharField(max_length=3, default="")),
        migrations.AddConstraint(
            "child",
            models.CheckConstraint(condition=models.Q(word__lt="b"), name="trial_short"),
        ),
    ]
    before = ProjectState()
    with connection.schema_editor() as editor:
        trial.apply(before.clone(), editor)
    with connection.schema_editor() as editor:
        trial.unapply(before.clone(), editor)
    assert described() == []
