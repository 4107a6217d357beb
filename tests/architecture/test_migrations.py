"""A first start waits for every migration."""

from django.db.migrations.loader import MigrationLoader

from helpdesk.kernel.migrating import AtOnce, Together, together


def test_what_changes_models_several_times_draws_them_once() -> None:
    slow = [
        f"{migration}: class Migration(AtOnce), from helpdesk.kernel.migrating"
        for migration in MigrationLoader(None).disk_migrations.values()
        if not isinstance(migration, AtOnce)
        if not type(migration).__module__.startswith("django.")
        if any(isinstance(group, Together) for group in together(migration.operations))
    ]
    assert slow == []
